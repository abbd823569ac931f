package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ida.events.Trace;
import java.io.IOException;

/** The messages of a chat as TRL and OpenAI read them: the user asks X, and X answers as the amplified team did. */
final class ChatMessages {
    private ChatMessages() {}

    static int write(Row row, JsonGenerator json) throws IOException {
        Trace trace = row.trace();
        if (!trace.getFit()) {
            return 0;
        }
        json.writeStartObject();
        json.writeArrayFieldStart("messages");
        message(json, "user", Prompts.of(trace.getQuestion()));
        message(json, "assistant", trace.getAnswer().getText());
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
