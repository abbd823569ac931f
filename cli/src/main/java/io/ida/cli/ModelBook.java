package io.ida.cli;

import io.ida.events.ModelVersion;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;

/** The announced versions of all models, as they are now. For one thread. */
final class ModelBook implements AutoCloseable {
    private final CompactedTopic<ModelVersion> announced;
    private final Complaints complaints;

    /** @param complaints hears of records that are no versions; they are left out */
    ModelBook(Cluster cluster, Complaints complaints) {
        this.complaints = complaints;
        announced = new CompactedTopic<>(cluster, cluster.topics().models(), key -> true);
    }

    /** Reads the topic to its end. All models by name. */
    SortedMap<String, ModelHistory> read() throws InterruptedException {
        announced.catchUp();
        Map<String, List<ModelVersion>> byModel = announced.keys().stream()
                .flatMap(key -> find(key).stream())
                .collect(Collectors.groupingBy(ModelVersion::getName));
        SortedMap<String, ModelHistory> histories = new TreeMap<>();
        byModel.forEach((model, versions) -> histories.put(model, new ModelHistory(model, versions)));
        return histories;
    }

    /**
     * Reads the topic to its end. The versions of one model.
     *
     * @throws IllegalStateException if nobody announced any
     */
    ModelHistory read(String model) throws InterruptedException {
        SortedMap<String, ModelHistory> histories = read();
        if (!histories.containsKey(model)) {
            throw new IllegalStateException("No version of " + model + " was announced. "
                    + (histories.isEmpty()
                            ? "There is no other model either."
                            : "Models: " + String.join(", ", histories.keySet()) + "."));
        }
        return histories.get(model);
    }

    private List<ModelVersion> find(String key) {
        try {
            ModelVersion version = announced.find(key).orElseThrow();
            if (key.equals(Topics.versionKey(version.getName(), version.getVersion()))) {
                return List.of(version);
            }
            complaints.say("The record '" + key + "' announces version " + version.getVersion() + " of "
                    + version.getName() + ": left out.");
        } catch (RegistryUnavailableException notNow) {
            throw notNow; // nothing is wrong with the record
        } catch (SerializationException unreadable) {
            complaints.say("The record '" + key + "' is unreadable: " + unreadable.getMessage());
        }
        return List.of();
    }

    @Override
    public void close() {
        announced.close();
    }
}
