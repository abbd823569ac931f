package io.ida.bench;

import io.ida.events.AssistantPin;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.models.ModelStore;
import io.ida.models.StoredCheckpoint;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Makes the announcements of assistants that nobody has trained. */
public final class Announcement {
    private Announcement() {}

    /** Stores a checkpoint, and returns the announcement of it as a promoted version. */
    public static ModelVersion store(
            ModelStore store, AssistantPin pin, String architecture, ModelStore.Content content)
            throws IOException, InterruptedException {
        int version = pin.getVersion().orElseThrow();
        StoredCheckpoint stored = store.write(pin.getName(), version, content);
        return new ModelVersion(
                pin.getName(),
                version,
                null,
                ModelStatus.PROMOTED,
                architecture,
                stored.location(),
                stored.sha256(),
                0L,
                Map.of(),
                List.of(),
                "bench",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
