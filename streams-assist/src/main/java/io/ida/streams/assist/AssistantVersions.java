package io.ida.streams.assist;

import io.ida.events.AssistantPin;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.streams.models.ModelCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which version of X answers a question. Version 0, the untrained one, is known of every model. */
record AssistantVersions(ModelCatalogue catalogue) {
    private static final int UNTRAINED = 0;

    /** The version that a question wants: the pinned one if it is known, or else the latest, which there always is. */
    Optional<ModelVersion> find(AssistantPin pin) {
        Optional<Integer> pinned = pin.getVersion();
        if (pinned.isEmpty()) {
            return Optional.of(catalogue.latest(pin.getName()).orElseGet(() -> untrained(pin.getName())));
        }
        return pinned.get() == UNTRAINED
                ? Optional.of(untrained(pin.getName()))
                : catalogue.find(pin.getName(), pinned.get());
    }

    private static ModelVersion untrained(String model) {
        return new ModelVersion(
                model, UNTRAINED, null, ModelStatus.PROMOTED, "", "", "", 0L, Map.of(), List.of(), "", Instant.EPOCH);
    }
}
