package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ida.events.Trace;
import java.io.IOException;
import java.util.Optional;

/**
 * TRL's prompt and completion.
 *
 * @param prompt what X is asked
 * @param completion what the amplified team answered
 */
record PromptCompletion(String prompt, String completion) {
    /** Of a trace; none if it is not fit to learn from, or if an answer that H went by was found wrong. */
    static Optional<PromptCompletion> of(Trace trace) {
        return trace.getFit() && !Verdicts.anyBad(trace)
                ? Optional.of(new PromptCompletion(
                        Prompts.of(trace.getQuestion()), trace.getAnswer().getText()))
                : Optional.empty();
    }

    static int write(Row row, JsonGenerator json) throws IOException {
        Optional<PromptCompletion> sample = of(row.trace());
        if (sample.isEmpty()) {
            return 0;
        }
        json.writeStartObject();
        json.writeStringField("prompt", sample.get().prompt());
        json.writeStringField("completion", sample.get().completion());
        json.writeEndObject();
        return 1;
    }
}
