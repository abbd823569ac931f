package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.amplification.Amplifier;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.runtime.Traced;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A task whose transaction is aborted begins again with the same processors, and stores as they were before. */
class RevivedTaskTest {
    private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(1);

    private final EventSerdes serdes = new EventSerdes(new MockSchemaRegistryClient());
    private final Question root = Trees.wildcards("q", 1, "??aaaa");
    private final Decomposition round =
            decomposition(root, issued(0, child(root, 0, 0, "a?aaaa")), issued(1, child(root, 0, 1, "b?aaaa")));

    @Test
    void aNodeThatIsBackInTheStoreIsTimedOutAgain() {
        JoinAnswers join = join();
        MockProcessorContext<String, Object> aborted = task();
        join.init(aborted);
        join.process(new Record<String, SpecificRecord>("q", round, START.toEpochMilli()));
        expire(aborted);
        assertThat(aborted.forwarded(SynthesizeTopology.TO_RESULTS)).hasSize(1);
        join.close();

        MockProcessorContext<String, Object> revived = task();
        KeyValueStore<String, Traced<Decomposition>> nodes = revived.getStateStore(SynthesizeTopology.WAITING_NODES);
        nodes.put("q", new Traced<>(round, new RecordHeaders()));
        join.init(revived);
        expire(revived);

        assertThat(revived.forwarded(SynthesizeTopology.TO_RESULTS)).hasSize(1);
        join.close();
    }

    private JoinAnswers join() {
        StageConfig config = StageConfig.of(SynthesizeApp.STAGE, Map.of("bootstrap.servers", "unused:9092"), serdes);
        LearnedSupervisors learned = LearnedSupervisors.addTo(
                new Topology(),
                SynthesizeConfig.from(config.values()).supervision(),
                config.topics(),
                serdes,
                new LearnedSupervisors.Calls(
                        version -> {
                            throw new IllegalStateException("No model is asked.");
                        },
                        Runnable::run));
        Tasks tasks = StandardTasks.all();
        return new JoinAnswers(
                new Team(tasks, Supervisors.of(new ScriptedSupervisor(tasks)), new Amplifier(1, 2)),
                learned,
                new Unclaimed("answers", serdes.of(config.topics().answers()).serializer()),
                EXPIRY_INTERVAL);
    }

    private void expire(MockProcessorContext<String, Object> task) {
        long now = root.getExpiresAt().toEpochMilli();
        task.setCurrentSystemTimeMs(now);
        task.scheduledPunctuators().stream()
                .filter(punctuator -> punctuator.getInterval().equals(EXPIRY_INTERVAL))
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(now));
    }

    private MockProcessorContext<String, Object> task() {
        MockProcessorContext<String, Object> task = new MockProcessorContext<>();
        task.setCurrentSystemTimeMs(START.toEpochMilli());
        open(task, SynthesizeTopology.WAITING_NODES, Traced.serde(serdes.ofState(Decomposition.class)));
        open(task, SynthesizeTopology.EARLY_ANSWERS, serdes.ofState(Answer.class));
        open(task, SynthesizeTopology.SHARED_ANSWERS, serdes.ofState(Answer.class));
        open(task, SynthesizeTopology.REUSERS, Serdes.String());
        return task;
    }

    private static <V> void open(MockProcessorContext<?, ?> task, String name, Serde<V> values) {
        StateStore store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(task.getStateStoreContext(), store);
    }
}
