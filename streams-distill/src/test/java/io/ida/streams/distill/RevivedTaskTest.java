package io.ida.streams.distill;

import static io.ida.streams.distill.DistillDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.amplification.Splits;
import io.ida.events.Amplification;
import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.streams.runtime.Traced;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A task whose transaction is aborted begins again with the same processors, and stores as they were before. */
class RevivedTaskTest {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final Amplification node = Nodes.answered(Nodes.child(Nodes.root("q", 2), 0));
    private final HoldUntilRootIsDone hold = new HoldUntilRootIsDone(new DistillConfig(
            Splits.STANDARD,
            WINDOW,
            Duration.ZERO,
            new SpotChecks(0, 0, Duration.ZERO),
            Duration.ofSeconds(1),
            new RowRoom(1_000_000)));

    @Test
    void aNodeThatIsBackInTheStoreIsLetOutAgain() {
        MockProcessorContext<String, FinishedNode> aborted = task();
        hold.init(aborted);
        hold.process(new Record<>("q", node, START.toEpochMilli()));
        expire(aborted);
        assertThat(aborted.forwarded()).hasSize(1);
        hold.close();

        MockProcessorContext<String, FinishedNode> revived = task();
        KeyValueStore<String, Traced<Trace>> held = revived.getStateStore(DistillTopology.HELD_NODES);
        held.put(node.getQuestion().getId(), new Traced<>(Nodes.row(node), new RecordHeaders()));
        hold.init(revived);
        expire(revived);

        assertThat(revived.forwarded()).hasSize(1);
    }

    private static void expire(MockProcessorContext<String, FinishedNode> task) {
        long now = START.plus(Nodes.TIME_TO_LIVE).plus(WINDOW).plusSeconds(1).toEpochMilli();
        task.setCurrentSystemTimeMs(now);
        task.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
    }

    private MockProcessorContext<String, FinishedNode> task() {
        MockProcessorContext<String, FinishedNode> task = new MockProcessorContext<>();
        task.setCurrentSystemTimeMs(START.toEpochMilli());
        task.setRecordMetadata("ida.amplifications", 0, 0);
        open(
                task,
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(DistillTopology.HELD_NODES),
                        Serdes.String(),
                        Traced.serde(serdes.ofState(Trace.class))));
        open(
                task,
                Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore(DistillTopology.FINISHED_ROOTS, WINDOW, Duration.ofMillis(1), false),
                        Serdes.String(),
                        Serdes.String()));
        return task;
    }

    private static void open(MockProcessorContext<?, ?> task, StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().build();
        store.init(task.getStateStoreContext(), store);
    }
}
