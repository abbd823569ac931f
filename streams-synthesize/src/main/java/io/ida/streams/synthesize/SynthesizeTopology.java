package io.ida.streams.synthesize;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import io.ida.amplification.Amplifier;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.Traced;
import io.ida.streams.runtime.WatchedProcessor;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** Wires the stage: decompositions and answers in; rounds, finished nodes and their answers out. */
final class SynthesizeTopology {
    static final String WAITING_NODES = "waiting-nodes";
    static final String EARLY_ANSWERS = "early-answers";
    static final String SHARED_ANSWERS = "shared-answers";
    static final String REUSERS = "reusers";

    static final String TO_ROUNDS = "egress-rounds";
    static final String TO_AMPLIFICATIONS = "egress-amplifications";
    static final String TO_ANSWERS = "egress-answers";
    static final String TO_RESULTS = "egress-results";
    static final String TO_DEAD_LETTERS = "egress-dead-letters";

    private static final String JOIN_ANSWERS = "join-answers";
    private static final String FROM_DECOMPOSITIONS = "ingest-decompositions";
    private static final String FROM_ANSWERS = "ingest-answers";

    private final Topology topology = new Topology();
    private final EventSerdes serdes;

    private SynthesizeTopology(EventSerdes serdes) {
        this.serdes = serdes;
    }

    static Topology build(SynthesizeConfig config, Topics topics, EventSerdes serdes) {
        return build(config, topics, serdes, LearnedSupervisors.calls(config.supervision()));
    }

    /** The topology with learned supervisors that are called in a given way. */
    static Topology build(SynthesizeConfig config, Topics topics, EventSerdes serdes, LearnedSupervisors.Calls calls) {
        Tasks tasks = StandardTasks.all();
        Team team = new Team(
                tasks,
                Supervisors.of(new ScriptedSupervisor(tasks)),
                new Amplifier(config.maxRounds(), config.maxAsks()));
        return new SynthesizeTopology(serdes).wire(config, topics, team, calls);
    }

    private Topology wire(SynthesizeConfig config, Topics topics, Team team, LearnedSupervisors.Calls calls) {
        LearnedSupervisors learned = LearnedSupervisors.addTo(topology, config.supervision(), topics, serdes, calls);
        ingest(FROM_DECOMPOSITIONS, topics.decompositions());
        ingest(FROM_ANSWERS, topics.answers());

        Unclaimed unclaimed = new Unclaimed(
                topics.answers().name(), serdes.of(topics.answers()).serializer());
        topology.addProcessor(
                JOIN_ANSWERS,
                WatchedProcessor.of(() -> new JoinAnswers(team, learned, unclaimed, config.expiryInterval())),
                FROM_DECOMPOSITIONS,
                FROM_ANSWERS);

        store(WAITING_NODES, Traced.serde(serdes.ofState(Decomposition.class)));
        store(EARLY_ANSWERS, serdes.ofState(Answer.class));
        store(SHARED_ANSWERS, serdes.ofState(Answer.class));
        store(REUSERS, Serdes.String());
        learned.addStores(topology, serdes, JOIN_ANSWERS);

        egress(TO_ROUNDS, topics.rounds());
        egress(TO_AMPLIFICATIONS, topics.amplifications());
        egress(TO_ANSWERS, topics.answers());
        egress(TO_RESULTS, topics.results());
        topology.addSink(
                TO_DEAD_LETTERS,
                topics.deadLetters(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer(),
                JOIN_ANSWERS);
        return topology;
    }

    private <V> void store(String name, Serde<V> values) {
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), values)
                        .withCachingEnabled(),
                JOIN_ANSWERS);
    }

    private void ingest(String name, Topic<?> topic) {
        topology.addSource(
                name, Serdes.String().deserializer(), serdes.of(topic).deserializer(), topic.name());
    }

    private <V extends SpecificRecord> void egress(String name, Topic<V> topic) {
        topology.addSink(
                name,
                topic.name(),
                Serdes.String().serializer(),
                serdes.of(topic).serializer(),
                JOIN_ANSWERS);
    }
}
