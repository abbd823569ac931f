package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.VerdictValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * H's moves as calls of the tool {@code ask}: one assistant message a round, with a call for each sub-question, then the
 * answers as tool messages, at last H's answer. H sees no facts, so none are in it.
 *
 * <p>Moves to be learned have weight 1; those after an answer that was found wrong have 0 and, where a reader knows no
 * weights, are left out. The first move comes before any answer, so there is always one to be learned. Safe for use by
 * several threads.
 */
final class ToolCalls implements Samples {
    private static final String TASK = "Answer the question. Cut it into smaller questions, ask them with the tool ask,"
            + " and put the answers together.";

    /** The same in every sample. */
    private static final SerializableString TOOLS = new SerializedString(Json.compact("""
            [{"type": "function",
              "function": {
                "name": "ask",
                "description": "Asks a smaller question and returns its answer.",
                "parameters": {
                  "type": "object",
                  "properties": {
                    "question": {"type": "string", "description": "The smaller question."},
                    "sample": {
                      "type": "integer",
                      "description": "Another number may get another answer to the same question."}},
                  "required": ["question", "sample"]}}}]
            """));

    private final boolean forOpenAi;

    private ToolCalls(boolean forOpenAi) {
        this.forOpenAi = forOpenAi;
    }

    /** As OpenAI has it: the arguments of a call are JSON in a string, and messages are learned by their weights. */
    static ToolCalls openAi() {
        return new ToolCalls(true);
    }

    /**
     * As TRL and chat templates have it: the arguments of a call are an object. A trainer learns the whole conversation,
     * so that it ends with the last move to be learned: neither an answer that was found wrong nor what came of it is
     * there.
     */
    static ToolCalls trl() {
        return new ToolCalls(false);
    }

    @Override
    public int write(Row row, JsonGenerator json) throws IOException {
        if (!row.trace().getFit()) {
            return 0;
        }
        json.writeStartObject();
        json.writeArrayFieldStart("messages");
        conversation(row.trace(), json);
        json.writeEndArray();
        json.writeFieldName("tools");
        json.writeRawValue(TOOLS);
        json.writeEndObject();
        return 1;
    }

    private void conversation(Trace trace, JsonGenerator json) throws IOException {
        ChatMessages.message(json, "system", TASK);
        ChatMessages.message(json, "user", trace.getQuestion().getText());
        int weight = 1;
        for (List<Exchange> round : rounds(trace).values()) {
            ChatMessages.begin(json, "assistant", "");
            json.writeNumberField("weight", weight);
            json.writeArrayFieldStart("tool_calls");
            for (Exchange exchange : round) {
                call(exchange, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            if (round.stream().anyMatch(exchange -> Verdicts.of(trace, exchange) == VerdictValue.BAD)) {
                if (!forOpenAi) {
                    return;
                }
                weight = 0;
            }
            for (Exchange exchange : round) {
                ChatMessages.begin(json, "tool", reply(exchange));
                json.writeStringField("tool_call_id", id(exchange));
                json.writeEndObject();
            }
        }
        ChatMessages.begin(json, "assistant", trace.getAnswer().getText());
        json.writeNumberField("weight", weight);
        json.writeEndObject();
    }

    private static SortedMap<Integer, List<Exchange>> rounds(Trace trace) {
        SortedMap<Integer, List<Exchange>> rounds = new TreeMap<>();
        trace.getTranscript()
                .forEach(exchange -> rounds.computeIfAbsent(exchange.getRound(), any -> new ArrayList<>())
                        .add(exchange));
        return rounds;
    }

    private void call(Exchange exchange, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id(exchange));
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", "ask");
        json.writeFieldName("arguments");
        if (forOpenAi) {
            json.writeString(argumentsAsText(exchange));
        } else {
            arguments(exchange, json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void arguments(Exchange exchange, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("question", exchange.getText());
        json.writeNumberField("sample", exchange.getSample());
        json.writeEndObject();
    }

    private static String argumentsAsText(Exchange exchange) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(text)) {
            arguments(exchange, json);
        }
        return text.toString();
    }

    private static String id(Exchange exchange) {
        return "call_" + exchange.getRound() + "_" + exchange.getIndex();
    }

    private static String reply(Exchange exchange) {
        return exchange.getStatus() == AnswerStatus.ANSWERED
                ? exchange.getAnswer()
                : exchange.getStatus() + ": " + exchange.getReason();
    }
}
