package io.ida.training;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Traces for tests. */
final class Traces {
    static {
        new Topics(Topics.DEFAULT_PREFIX, 1); // Avro copies no events before it is told that it may
    }

    private Traces() {}

    static Trace fit(String id, String contextId, String text, int depth, int sample, String answer) {
        return trace(id, contextId, text, depth, sample, answer, Split.TRAIN, true);
    }

    static Trace trace(
            String id, String contextId, String text, int depth, int sample, String answer, Split split, boolean fit) {
        Question question = new Question(
                id,
                id,
                null,
                "",
                "permutation-powering",
                text,
                new Context(contextId, List.of("ab -> cd", "cd -> ab")),
                depth,
                sample,
                "scripted",
                new AssistantPin("table", 0),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
        Answer given = new Answer(
                id,
                id,
                null,
                "",
                depth,
                "permutation-powering",
                text,
                sample,
                AnswerStatus.ANSWERED,
                answer,
                "",
                new Answerer(AnswererKind.SUPERVISOR, "scripted", 1),
                List.of(),
                new Usage(0L, 1L),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
        return new Trace(
                question,
                List.of(),
                given,
                AnswerStatus.ANSWERED,
                split,
                fit,
                List.of(),
                0,
                0L,
                Instant.EPOCH,
                List.of(),
                List.of());
    }
}
