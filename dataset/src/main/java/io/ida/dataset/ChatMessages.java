package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The messages of a chat as TRL and OpenAI read them: the user asks X, and X answers as the amplified team did. */
final class ChatMessages {
    static final Samples SAMPLES = row -> row.trace().getFit() ? List.of(chat(row)) : List.of();

    private ChatMessages() {}

    private static ObjectNode chat(Row row) {
        ObjectNode sample = Json.MAPPER.createObjectNode();
        ArrayNode messages = sample.putArray("messages");
        message(messages, "user", Prompts.of(row.trace().getQuestion()));
        message(messages, "assistant", row.trace().getAnswer().getText());
        return sample;
    }

    static ObjectNode message(ArrayNode messages, String role, String content) {
        return messages.addObject().put("role", role).put("content", content);
    }
}
