package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.SynthesizeDriver.START;

import io.ida.amplification.Answers;
import io.ida.amplification.Assistant;
import io.ida.amplification.ContextIds;
import io.ida.amplification.Places;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Asked;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Question trees as decompose makes them, and the assistant's answers to them. */
final class Trees {
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(100);

    private static final List<String> CYCLE =
            List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> ae", "ae -> af", "af -> ag", "ag -> ah", "ah -> aa");
    private static final List<String> STRINGS = List.of("aaaaaa = +1", "abaaaa = -1");

    private Trees() {}

    /** A root of permutation powering. */
    static Question powering(String id, int depth, String text) {
        return root(id, "permutation-powering", CYCLE, depth, text);
    }

    /** A root of wildcard search, whose H always asks twice in one round. */
    static Question wildcards(String id, int depth, String text) {
        return root(id, "wildcard-search", STRINGS, depth, text);
    }

    private static Question root(String id, String task, List<String> facts, int depth, String text) {
        return Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask(task)
                .setText(text)
                .setContext(new Context(ContextIds.of(facts), facts))
                .setDepth(depth)
                .setAssistant(new AssistantPin("table", null))
                .setBudget(new Budget(100L))
                .setAskedAt(START)
                .setExpiresAt(START.plus(TIME_TO_LIVE))
                .setLabels(Map.of("label", id))
                .build();
    }

    /** The question that decompose issues for an ask of a node. */
    static Question child(Question node, int round, int index, String text) {
        String path = Places.childPath(node, round, index);
        return Question.newBuilder(node)
                .setId(Places.id(node.getRootId(), path))
                .setParentId(node.getId())
                .setPath(path)
                .setText(text)
                .setDepth(node.getDepth() - 1)
                .setExpiresAt(Places.childDeadline(node))
                .build();
    }

    static Decomposition decomposition(Question node, Asked... asked) {
        return new Decomposition(node, 0, List.of(), List.of(asked));
    }

    /** An ask whose question was issued for it. */
    static Asked issued(int index, Question question) {
        return new Asked(index, question.getText(), question.getSample(), question.getId(), false, null);
    }

    /** An ask that waits for the answer to a question of another ask. */
    static Asked reused(int index, String text, Question question) {
        return new Asked(index, text, question.getSample(), question.getId(), true, null);
    }

    /** The answer of version 1 of the assistant. */
    static Answer answer(Question question, String text) {
        return answer(question, text, 1);
    }

    static Answer answer(Question question, String text, int version) {
        return Answers.fromAssistant(
                question, Assistant.Reply.answered(text), new AssistantVersion("table", version), START);
    }

    static Answer failure(Question question, AnswerStatus status, String reason) {
        return Answers.fromPipeline(question, status, reason, "assist", Instant.EPOCH);
    }
}
