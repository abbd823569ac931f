package io.ida.streams.models;

import io.ida.events.ModelVersion;
import io.ida.schemas.Topics;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the announced model versions in the global store and counts changes, so that readers know when to look again.
 */
final class KeepModels implements Processor<String, ModelVersion, Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(KeepModels.class);

    private final AtomicLong changes;
    private KeyValueStore<String, ModelVersion> models;

    KeepModels(AtomicLong changes) {
        this.changes = changes;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        models = context.getStateStore(AnnouncedModels.STORE);
        changes.incrementAndGet();
    }

    @Override
    public void process(Record<String, ModelVersion> record) {
        ModelVersion announced = record.value();
        if (announced == null) {
            LOG.warn("Ignored: a tombstone for {}. A version once announced stays known.", record.key());
            return;
        }
        models.put(Topics.versionKey(announced.getName(), announced.getVersion()), announced);
        changes.incrementAndGet();
    }
}
