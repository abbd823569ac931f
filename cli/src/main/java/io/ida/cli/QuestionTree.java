package io.ida.cli;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How an answer came about: a question, its answer, who gave it, and the same for everything that H asked on the way.
 *
 * @param question text of the question
 * @param status how it ended
 * @param answer the answer; empty unless there is one
 * @param reason what went wrong; empty if nothing did
 * @param answeredBy who answered
 * @param reused whether the answer was asked for elsewhere in the tree
 * @param children what H asked, in order; empty where nobody was asked, or where the trace is not known
 */
record QuestionTree(
        String question,
        AnswerStatus status,
        String answer,
        String reason,
        Answerer answeredBy,
        boolean reused,
        List<QuestionTree> children) {
    /**
     * The tree of a root.
     *
     * @param traces of its nodes, in any order
     */
    static QuestionTree of(Answer root, Collection<Trace> traces) {
        Map<String, Trace> nodes = traces.stream()
                .collect(Collectors.toMap(
                        trace -> trace.getQuestion().getId(), Function.identity(), (first, again) -> first));
        return new QuestionTree(
                root.getQuestion(),
                root.getStatus(),
                root.getText(),
                root.getReason(),
                root.getAnsweredBy(),
                false,
                children(nodes.get(root.getQuestionId()), nodes));
    }

    private static List<QuestionTree> children(Trace node, Map<String, Trace> nodes) {
        if (node == null) {
            return List.of();
        }
        return node.getTranscript().stream()
                .sorted(Comparator.comparingInt(Exchange::getRound).thenComparingInt(Exchange::getIndex))
                .map(exchange -> child(exchange, nodes))
                .toList();
    }

    private static QuestionTree child(Exchange exchange, Map<String, Trace> nodes) {
        Trace below = exchange.getReused()
                ? null
                : exchange.getQuestionId().map(nodes::get).orElse(null);
        return new QuestionTree(
                exchange.getText(),
                exchange.getStatus(),
                exchange.getAnswer(),
                exchange.getReason(),
                exchange.getAnsweredBy(),
                exchange.getReused(),
                children(below, nodes));
    }
}
