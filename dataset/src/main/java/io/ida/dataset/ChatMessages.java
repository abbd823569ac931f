package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** {@link PromptCompletion} as the messages of a chat, which TRL and OpenAI read: the user asks X, and X answers. */
final class ChatMessages {
    private ChatMessages() {}

    static int write(Row row, JsonGenerator json) throws IOException {
        Optional<PromptCompletion> sample = PromptCompletion.of(row.trace());
        if (sample.isEmpty()) {
            return 0;
        }
        json.writeStartObject();
        json.writeArrayFieldStart("messages");
        message(json, "user", sample.get().prompt());
        message(json, "assistant", sample.get().completion());
        json.writeEndArray();
        json.writeEndObject();
        return 1;
    }

    static void message(JsonGenerator json, String role, String content) throws IOException {
        begin(json, role, content);
        json.writeEndObject();
    }

    /** Begins a message, to which more fields can be added. */
    static void begin(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
    }
}
