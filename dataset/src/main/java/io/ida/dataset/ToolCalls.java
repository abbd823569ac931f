package io.ida.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.VerdictValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * H's moves as calls of the tool {@code ask}: one assistant message a round, with a call for each sub-question, then the
 * answers as tool messages, at last H's answer. H sees no facts, so none are in it. Moves to be learned have weight 1;
 * those after an exchange that was found wrong have 0. For one process; safe for use by several threads.
 */
final class ToolCalls implements Samples {
    private static final String TASK = "Answer the question. Cut it into smaller questions, ask them with the tool ask,"
            + " and put the answers together.";

    private final boolean argumentsAsText;

    private ToolCalls(boolean argumentsAsText) {
        this.argumentsAsText = argumentsAsText;
    }

    /** As OpenAI has it: the arguments of a call are JSON in a string. */
    static ToolCalls openAi() {
        return new ToolCalls(true);
    }

    /** As TRL and chat templates have it: the arguments of a call are an object. */
    static ToolCalls trl() {
        return new ToolCalls(false);
    }

    @Override
    public List<ObjectNode> of(Row row) {
        return row.trace().getFit() ? List.of(conversation(row.trace())) : List.of();
    }

    private ObjectNode conversation(Trace trace) {
        ObjectNode sample = Json.MAPPER.createObjectNode();
        ArrayNode messages = sample.putArray("messages");
        ChatMessages.message(messages, "system", TASK);
        ChatMessages.message(messages, "user", trace.getQuestion().getText());
        int weight = 1;
        for (List<Exchange> round : rounds(trace).values()) {
            ArrayNode calls = ChatMessages.message(messages, "assistant", "")
                    .put("weight", weight)
                    .putArray("tool_calls");
            round.forEach(exchange -> call(calls, exchange));
            for (Exchange exchange : round) {
                ChatMessages.message(messages, "tool", reply(exchange)).put("tool_call_id", id(exchange));
                if (Verdicts.of(trace, exchange) == VerdictValue.BAD) {
                    weight = 0;
                }
            }
        }
        ChatMessages.message(messages, "assistant", trace.getAnswer().getText()).put("weight", weight);
        sample.set("tools", tools());
        return sample;
    }

    private static SortedMap<Integer, List<Exchange>> rounds(Trace trace) {
        SortedMap<Integer, List<Exchange>> rounds = new TreeMap<>();
        trace.getTranscript()
                .forEach(exchange -> rounds.computeIfAbsent(exchange.getRound(), any -> new ArrayList<>())
                        .add(exchange));
        return rounds;
    }

    private void call(ArrayNode calls, Exchange exchange) {
        ObjectNode arguments = Json.MAPPER
                .createObjectNode()
                .put("question", exchange.getText())
                .put("sample", exchange.getSample());
        ObjectNode function = calls.addObject()
                .put("id", id(exchange))
                .put("type", "function")
                .putObject("function")
                .put("name", "ask");
        if (argumentsAsText) {
            function.put("arguments", text(arguments));
        } else {
            function.set("arguments", arguments);
        }
    }

    private static String id(Exchange exchange) {
        return "call_" + exchange.getRound() + "_" + exchange.getIndex();
    }

    private static String reply(Exchange exchange) {
        return exchange.getStatus() == AnswerStatus.ANSWERED
                ? exchange.getAnswer()
                : exchange.getStatus() + ": " + exchange.getReason();
    }

    private static String text(ObjectNode arguments) {
        try {
            return Json.MAPPER.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written.", e);
        }
    }

    private static ArrayNode tools() {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        ObjectNode function = tools.addObject().put("type", "function").putObject("function");
        function.put("name", "ask").put("description", "Asks a smaller question and returns its answer.");
        ObjectNode parameters = function.putObject("parameters").put("type", "object");
        ObjectNode properties = parameters.putObject("properties");
        properties.putObject("question").put("type", "string").put("description", "The smaller question.");
        properties
                .putObject("sample")
                .put("type", "integer")
                .put("description", "Another number may get another answer to the same question.");
        parameters.putArray("required").add("question").add("sample");
        return tools;
    }
}
