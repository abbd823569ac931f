package io.ida.streams.distill;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentWindowStore;
import static org.apache.kafka.streams.state.Stores.windowStoreBuilder;

import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.WatchedProcessor;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** Wires the stage: finished nodes in, training rows out. */
final class DistillTopology {
    static final String HELD_NODES = "held-nodes";
    static final String FINISHED_ROOTS = "finished-roots";

    private static final String FROM_AMPLIFICATIONS = "ingest-amplifications";
    private static final String HOLD = "hold-until-root-is-done";
    private static final Duration WINDOW = Duration.ofMillis(1);

    private DistillTopology() {}

    static Topology build(DistillConfig config, Topics topics, EventSerdes serdes) {
        return new Topology()
                .addSource(
                        FROM_AMPLIFICATIONS,
                        Serdes.String().deserializer(),
                        serdes.of(topics.amplifications()).deserializer(),
                        topics.amplifications().name())
                .addProcessor(HOLD, WatchedProcessor.of(() -> new HoldUntilRootIsDone(config)), FROM_AMPLIFICATIONS)
                .addStateStore(
                        keyValueStoreBuilder(
                                        persistentKeyValueStore(HELD_NODES),
                                        Serdes.String(),
                                        serdes.ofState(Trace.class))
                                .withCachingEnabled(),
                        HOLD)
                .addStateStore(
                        windowStoreBuilder(
                                persistentWindowStore(FINISHED_ROOTS, config.lateNodeWindow(), WINDOW, false),
                                Serdes.String(),
                                Serdes.String()),
                        HOLD)
                .addSink(
                        "egress-traces",
                        topics.traces().name(),
                        Serdes.String().serializer(),
                        serdes.of(topics.traces()).serializer(),
                        HOLD);
    }
}
