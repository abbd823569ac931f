package io.ida.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import java.util.Locale;

/** Renders a {@link QuestionTree}: a line for each question, indented by its level, or nested JSON. */
final class TreeText {
    private static final String INDENT = "  ";

    private TreeText() {}

    /** Lines, each ended by a line break. */
    static String of(QuestionTree tree) {
        StringBuilder text = new StringBuilder();
        append(tree, 0, text);
        return text.toString();
    }

    /** The tree as nested JSON objects. */
    static ObjectNode json(QuestionTree tree) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("question", tree.question());
        node.put("status", tree.status().name());
        node.put("answer", tree.answer());
        node.put("reason", tree.reason());
        node.set("answeredBy", EventJson.of(tree.answeredBy()));
        node.put("reused", tree.reused());
        ArrayNode asked = node.putArray("asked");
        tree.children().forEach(child -> asked.add(json(child)));
        return node;
    }

    /** Who answered: kind and name, with the version of parties that have one. */
    static String who(Answerer answerer) {
        String who = answerer.getKind().name().toLowerCase(Locale.ROOT) + " " + answerer.getName();
        boolean versioned = answerer.getKind() == AnswererKind.ASSISTANT || answerer.getVersion() > 0;
        return versioned ? who + "@" + answerer.getVersion() : who;
    }

    private static void append(QuestionTree tree, int level, StringBuilder text) {
        text.append(INDENT.repeat(level)).append(tree.question());
        if (tree.status() == AnswerStatus.ANSWERED || !tree.answer().isEmpty()) {
            text.append(" = ").append(tree.answer());
        }
        if (tree.status() != AnswerStatus.ANSWERED) {
            text.append(": ").append(tree.status());
            if (!tree.reason().isEmpty()) {
                text.append(": ").append(tree.reason());
            }
        }
        text.append("   (").append(who(tree.answeredBy())).append(tree.reused() ? ", reused)" : ")");
        text.append(System.lineSeparator());
        tree.children().forEach(child -> append(child, level + 1, text));
    }
}
