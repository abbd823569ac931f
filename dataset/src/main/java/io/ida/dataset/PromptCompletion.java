package io.ida.dataset;

import java.util.List;

/** TRL's prompt and completion: what X is asked, and what the amplified team answered. */
final class PromptCompletion {
    static final Samples SAMPLES = row -> row.trace().getFit()
            ? List.of(Json.MAPPER
                    .createObjectNode()
                    .put("prompt", Prompts.of(row.trace().getQuestion()))
                    .put("completion", row.trace().getAnswer().getText()))
            : List.of();

    private PromptCompletion() {}
}
