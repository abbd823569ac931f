package io.ida.streams.decompose;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentWindowStore;
import static org.apache.kafka.streams.state.Stores.windowStoreBuilder;

import io.ida.amplification.Amplifier;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.WatchedProcessor;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** Wires the stage: roots, sub-questions and rounds in; decompositions, sub-questions and finished nodes out. */
final class DecomposeTopology {
    static final String ADMITTED_ROOTS = "admitted-roots";
    static final String SPENT_CALLS = "spent-calls";
    static final String ISSUED_ASKS = "issued-asks";
    static final String OPEN_TREES = "open-trees";
    static final String WAITING_ROOTS = "waiting-roots";

    static final String AWAIT_TURN = "await-turn";
    static final String ISSUE_ASKS = "issue-asks";
    static final String OPEN_NODES = "open-nodes";
    static final String TO_QUESTIONS = "egress-questions";
    static final String TO_SUB_QUESTIONS = "egress-subquestions";
    static final String TO_ASSISTS = "egress-assists";
    static final String TO_DECOMPOSITIONS = "egress-decompositions";
    static final String TO_ANSWERS = "egress-answers";
    static final String TO_AMPLIFICATIONS = "egress-amplifications";
    static final String TO_RESULTS = "egress-results";

    private static final String ADMIT_ROOTS = "admit-roots";
    private static final String CLOSE_TREES = "close-trees";
    private static final String FROM_SUB_QUESTIONS = "ingest-subquestions";
    private static final String FROM_ROUNDS = "ingest-rounds";
    private static final String FROM_RESULTS = "ingest-results";

    private final Topology topology = new Topology();
    private final EventSerdes serdes;

    private DecomposeTopology(EventSerdes serdes) {
        this.serdes = serdes;
    }

    static Topology build(DecomposeConfig config, Topics topics, EventSerdes serdes) {
        return build(config, topics, serdes, LearnedSupervisors.calls(config.supervision()));
    }

    /** The topology with learned supervisors that are called in a given way. */
    static Topology build(DecomposeConfig config, Topics topics, EventSerdes serdes, LearnedSupervisors.Calls calls) {
        Tasks tasks = StandardTasks.all();
        Team team = new Team(
                tasks,
                Supervisors.of(new ScriptedSupervisor(tasks)),
                new Amplifier(config.maxRounds(), config.maxAsks()));
        return new DecomposeTopology(serdes).wire(config, topics, team, calls);
    }

    private Topology wire(DecomposeConfig config, Topics topics, Team team, LearnedSupervisors.Calls calls) {
        LearnedSupervisors learned = LearnedSupervisors.addTo(topology, config.supervision(), topics, serdes, calls);
        ingest("ingest-questions", topics.questions());
        ingest(FROM_SUB_QUESTIONS, topics.subQuestions());
        ingest(FROM_ROUNDS, topics.rounds());
        ingest(FROM_RESULTS, topics.results());

        topology.addProcessor(
                ADMIT_ROOTS,
                WatchedProcessor.of(() -> new AdmitRoots(
                        new Admission(config, team), learned, topics.partitions(), config.duplicateWindow())),
                "ingest-questions");
        topology.addProcessor(
                AWAIT_TURN, WatchedProcessor.of(() -> new AwaitTurn(config.maxOpenTrees())), ADMIT_ROOTS, FROM_RESULTS);
        topology.addProcessor(
                OPEN_NODES,
                WatchedProcessor.of(() -> new OpenNodes(team, learned, config.assistShards())),
                AWAIT_TURN,
                FROM_SUB_QUESTIONS);
        topology.addProcessor(
                ISSUE_ASKS, WatchedProcessor.of(() -> new IssueAsks(config, team)), OPEN_NODES, FROM_ROUNDS);
        topology.addProcessor(CLOSE_TREES, WatchedProcessor.of(CloseTrees::new), FROM_RESULTS);

        addStores(config, topics);
        learned.addStores(topology, serdes, OPEN_NODES);

        egress(TO_QUESTIONS, topics.questions(), ADMIT_ROOTS);
        egress(TO_SUB_QUESTIONS, topics.subQuestions(), ISSUE_ASKS);
        egress(TO_ASSISTS, topics.assists(), OPEN_NODES, ISSUE_ASKS);
        egress(TO_DECOMPOSITIONS, topics.decompositions(), ISSUE_ASKS);
        egress(TO_ANSWERS, topics.answers(), OPEN_NODES);
        egress(TO_AMPLIFICATIONS, topics.amplifications(), OPEN_NODES);
        egress(TO_RESULTS, topics.results(), ADMIT_ROOTS, AWAIT_TURN, OPEN_NODES);
        return topology;
    }

    private void addStores(DecomposeConfig config, Topics topics) {
        Serde<String> strings = Serdes.String();
        topology.addStateStore(
                windowStoreBuilder(
                        persistentWindowStore(
                                ADMITTED_ROOTS,
                                config.duplicateWindow().multipliedBy(2),
                                config.duplicateWindow(),
                                false),
                        strings,
                        Serdes.Long()),
                ADMIT_ROOTS);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(SPENT_CALLS), strings, Serdes.Long())
                        .withCachingEnabled(),
                AWAIT_TURN,
                OPEN_NODES,
                ISSUE_ASKS,
                CLOSE_TREES);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(ISSUED_ASKS), strings, strings)
                        .withCachingEnabled(),
                AWAIT_TURN,
                OPEN_NODES,
                ISSUE_ASKS,
                CLOSE_TREES);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(OPEN_TREES), strings, Serdes.Long())
                        .withCachingEnabled(),
                AWAIT_TURN);
        topology.addStateStore(
                DeadlineQueue.storeBuilder(WAITING_ROOTS, strings, serdes.of(topics.questions())), AWAIT_TURN);
    }

    private void ingest(String name, Topic<?> topic) {
        topology.addSource(
                name, Serdes.String().deserializer(), serdes.of(topic).deserializer(), topic.name());
    }

    private <V extends SpecificRecord> void egress(String name, Topic<V> topic, String... parents) {
        topology.addSink(
                name,
                topic.name(),
                Serdes.String().serializer(),
                serdes.of(topic).serializer(),
                parents);
    }
}
