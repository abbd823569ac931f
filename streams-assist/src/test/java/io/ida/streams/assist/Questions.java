package io.ida.streams.assist;

import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes the events that tests need. */
final class Questions {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Questions() {}

    /** A sub-question for the latest version; expires in a minute. */
    static Question latest(String text) {
        return question("root", "root/" + text, "root", text, "m", null);
    }

    static Question pinned(String text, String model, int version) {
        return question("root", "root/" + text, "root", text, model, version);
    }

    static Question root(String id, String text) {
        return question(id, id, null, text, "m", null);
    }

    static Question expiringAt(Instant expiresAt, Question question) {
        return Question.newBuilder(question).setExpiresAt(expiresAt).build();
    }

    static ModelVersion version(String model, int version, ModelStatus status, String architecture) {
        return new ModelVersion(
                model,
                version,
                null,
                status,
                architecture,
                model + "/" + version,
                "sha-" + version,
                0L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }

    private static Question question(
            String rootId, String id, String parentId, String text, String model, Integer version) {
        return new Question(
                id,
                rootId,
                parentId,
                parentId == null ? "" : "0.0",
                "shortest-path",
                text,
                new Context("c", List.of("a -> b")),
                0,
                0,
                "scripted",
                new AssistantPin(model, version),
                null,
                NOW.minusSeconds(5),
                NOW.plusSeconds(60),
                Map.of("who", "me"));
    }
}
