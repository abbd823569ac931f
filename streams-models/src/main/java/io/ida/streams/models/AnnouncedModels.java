package io.ida.streams.models;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;

import io.ida.events.ModelVersion;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageMeters;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The model versions that are announced, in a global store: read to its end before the first record of a stage, and
 * followed from then on, by every process.
 */
public final class AnnouncedModels {
    static final String STORE = "models";

    private final AtomicLong changes = new AtomicLong();

    private AnnouncedModels() {}

    /** Adds the store to a topology. */
    public static AnnouncedModels addTo(Topology topology, Topics topics, EventSerdes serdes) {
        AnnouncedModels announced = new AnnouncedModels();
        topology.addGlobalStore(
                keyValueStoreBuilder(inMemoryKeyValueStore(STORE), Serdes.String(), serdes.ofState(ModelVersion.class))
                        .withLoggingDisabled(),
                "ingest-models",
                Serdes.String().deserializer(),
                serdes.of(topics.models()).deserializer(),
                topics.models().name(),
                "keep-models",
                () -> new KeepModels(announced.changes));
        return announced;
    }

    /** What a task knows of them; it makes its own in each {@code init}. */
    public ModelCatalogue catalogue(ProcessorContext<?, ?> context) {
        return new ModelCatalogue(context.getStateStore(STORE), changes, StageMeters.of(context));
    }
}
