package io.ida.tracing;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers as stages give them. */
final class Answered {
    static final Instant ASKED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant ENDED = ASKED.plusSeconds(3);

    private Answered() {}

    static Answer to(String questionId) {
        return to(questionId, AnswerStatus.ANSWERED);
    }

    static Answer to(String questionId, AnswerStatus status) {
        return new Answer(
                questionId,
                "root",
                null,
                "",
                1,
                "task",
                "what is secret?",
                0,
                status,
                "a secret",
                "a secret reason",
                new Answerer(AnswererKind.ASSISTANT, "table", 4),
                List.of(),
                new Usage(0L, 0L),
                ASKED,
                ENDED,
                Instant.EPOCH,
                Map.of());
    }
}
