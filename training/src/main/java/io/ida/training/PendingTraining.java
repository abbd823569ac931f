package io.ida.training;

import io.ida.events.Training;
import io.ida.schemas.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A request that waits for its turn.
 *
 * @param origin the record it came in
 * @param training what it asks for
 * @param since when it came, by {@link System#nanoTime}
 */
record PendingTraining(ConsumerRecord<byte[], byte[]> origin, Training training, long since) {
    /** Key of the version that it makes. */
    String key() {
        return Topics.versionKey(training.getModel(), training.getVersion());
    }

    /** Key of the version it goes on from; null from scratch. Version 0 knows nothing, so it is from scratch, too. */
    String parentKey() {
        return training.getParentVersion()
                .filter(version -> version != 0)
                .map(version -> Topics.versionKey(training.getModel(), version))
                .orElse(null);
    }

    /** What is wrong with the request whatever else exists; null if nothing is. */
    String defect() {
        if (training.getVersion() < 1) {
            return "Versions are trained from 1, not " + training.getVersion() + ".";
        }
        if (!Cluster.key(origin).equals(key())) {
            return "The key is '" + Cluster.key(origin) + "', but the request is for " + key() + ".";
        }
        int parent = training.getParentVersion().orElse(0);
        if (parent < 0 || parent >= training.getVersion()) {
            return "The parent of version " + training.getVersion() + " cannot be version " + parent + ".";
        }
        if (training.getTraces().stream().allMatch(range -> range.getFrom() >= range.getTo())) {
            return "The request names no traces to learn from.";
        }
        return null;
    }
}
