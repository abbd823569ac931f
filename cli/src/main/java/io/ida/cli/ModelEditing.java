package io.ida.cli;

import io.ida.events.ModelVersion;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * Changes the status of versions, in one transaction. Of two who do so at once, the one who began first fails and has
 * changed nothing. For one thread.
 */
final class ModelEditing implements AutoCloseable {
    private final Cluster cluster;
    private final Producer<byte[], byte[]> producer;
    private final ModelBook book;

    ModelEditing(Clients clients, Complaints complaints) {
        cluster = clients.cluster();
        producer = clients.transactional(id(cluster.topics()));
        try {
            producer.initTransactions();
            book = new ModelBook(cluster, complaints);
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** The transactional id of all edits. */
    static String id(Topics topics) {
        return topics.models().name() + "-editing";
    }

    /** What a change comes to: versions to announce anew. */
    @FunctionalInterface
    interface Change {
        List<ModelVersion> of(ModelHistory before);
    }

    /**
     * What came of a change.
     *
     * @param after the model after it
     * @param changed what was announced anew, lowest version first
     */
    record Edit(ModelHistory after, List<ModelVersion> changed) {}

    /**
     * Announces what a change comes to; nothing if that is nothing.
     *
     * @throws IllegalStateException if the model is not known, or the change not possible
     */
    Edit edit(String model, Change change) throws InterruptedException {
        ModelHistory before = book.read(model);
        List<ModelVersion> changed = change.of(before);
        if (!changed.isEmpty()) {
            announce(changed);
        }
        return new Edit(before.with(changed), changed);
    }

    private void announce(List<ModelVersion> versions) {
        producer.beginTransaction();
        try {
            for (ModelVersion version : versions) {
                String key = Topics.versionKey(version.getName(), version.getVersion());
                producer.send(cluster.record(cluster.topics().models(), key, version));
            }
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException alsoBad) {
            cause.addSuppressed(alsoBad);
        }
    }

    @Override
    public void close() {
        book.close();
        producer.close();
    }
}
