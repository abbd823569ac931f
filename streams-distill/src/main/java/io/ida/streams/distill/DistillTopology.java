package io.ida.streams.distill;

import static org.apache.kafka.streams.kstream.Named.as;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentWindowStore;
import static org.apache.kafka.streams.state.Stores.windowStoreBuilder;

import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Amplification;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.Traced;
import io.ida.streams.runtime.WatchedProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Wires the stage: finished nodes in, training rows out, fit and rejected ones. Duplicates meet because what is the same
 * is about the same context: where they are looked for, rows pass through a topic of the stage's own that is keyed by
 * context. All rows of a tree take the same way through it, and so stay in order.
 */
final class DistillTopology {
    static final String HELD_NODES = "held-nodes";
    static final String FINISHED_ROOTS = "finished-roots";
    static final String SEEN_ROWS = "seen-rows";
    static final String ROWS_IN_CHECK = "rows-in-check";
    static final String OPEN_CHECKS = "open-checks";

    private static final Duration WINDOW = Duration.ofMillis(1);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final DistillConfig config;
    private final Topics topics;
    private final EventSerdes serdes;

    private DistillTopology(DistillConfig config, Topics topics, EventSerdes serdes) {
        this.config = config;
        this.topics = topics;
        this.serdes = serdes;
    }

    static Topology build(DistillConfig config, Topics topics, EventSerdes serdes) {
        return new DistillTopology(config, topics, serdes).wire();
    }

    private Topology wire() {
        boolean comparing = !config.duplicateWindow().isZero();
        List<Check> checks = checks();
        KStream<String, Trace> judged =
                finishedNodes().process(() -> new JudgeRows(task -> checks, !comparing), as("judge-rows"));
        // Unfit rows are checked, too: what made them unfit may be a wrong answer, and errors must not hide themselves.
        KStream<String, Trace> rows = config.spotChecks().areOff() ? judged : spotChecked(judged);
        KStream<String, Trace> fit = rows.filter(DistillTopology::isFit, as("fit"));
        egress("egress-rejected-traces", topics.rejectedTraces(), rows.filterNot(DistillTopology::isFit, as("unfit")));
        if (comparing) {
            KStream<String, Trace> compared = compared(fit);
            fit = compared.filter(DistillTopology::isFit, as("originals"));
            egress(
                    "egress-duplicates",
                    topics.rejectedTraces(),
                    compared.filterNot(DistillTopology::isFit, as("duplicates")));
        }
        egress("egress-traces", topics.traces(), fit);
        return builder.build();
    }

    private KStream<String, FinishedNode> finishedNodes() {
        addStores();
        Topic<Amplification> amplifications = topics.amplifications();
        return builder.stream(
                        amplifications.name(),
                        Consumed.with(Serdes.String(), serdes.of(amplifications))
                                .withName("ingest-amplifications"))
                .process(
                        WatchedProcessor.of(() -> new HoldUntilRootIsDone(config)),
                        as("hold-until-root-is-done"),
                        HELD_NODES,
                        FINISHED_ROOTS);
    }

    /** What a row is put to wherever it came from; these checks keep nothing, and are the same for all tasks. */
    private static List<Check> checks() {
        return List.of(
                new RootFinished(), new NodeAnswered(), new SubAnswersAnswered(), new Rederived(StandardTasks.all()));
    }

    /** Rows with verdicts on some of their exchanges. */
    private KStream<String, Trace> spotChecked(KStream<String, Trace> rows) {
        Serde<Traced<Trace>> kept = Traced.serde(serdes.ofState(Trace.class));
        VerdictRoom room = new VerdictRoom(kept.serializer(), config.rowRoom().withVerdicts());
        addStore(ROWS_IN_CHECK, kept);
        addStore(OPEN_CHECKS, Serdes.Long());
        KStream<String, SpecificRecord> asked = rows.process(
                () -> new AskSpotChecks(config.spotChecks(), room, topics.partitions()),
                as("ask-spot-checks"),
                ROWS_IN_CHECK,
                OPEN_CHECKS);
        asked.flatMapValues(event -> only(Question.class, event), as("questions-of-checks"))
                .to(
                        topics.questions().name(),
                        Produced.with(Serdes.String(), serdes.of(topics.questions()))
                                .withName("egress-questions"));
        KStream<String, Trace> settled = builder.stream(
                        topics.results().name(),
                        Consumed.with(Serdes.String(), serdes.of(topics.results()))
                                .withName("ingest-results"))
                .process(
                        WatchedProcessor.of(() -> new TakeVerdicts(room, config.expiryInterval())),
                        as("take-verdicts"),
                        ROWS_IN_CHECK,
                        OPEN_CHECKS);
        return asked.flatMapValues(event -> only(Trace.class, event), as("rows-without-checks"))
                .merge(settled, as("spot-checked"));
    }

    private static <E> List<E> only(Class<E> type, SpecificRecord event) {
        return type.isInstance(event) ? List.of(type.cast(event)) : List.of();
    }

    /** Rows that have been compared with all others about their context. */
    private KStream<String, Trace> compared(KStream<String, Trace> rows) {
        Duration window = config.duplicateWindow();
        builder.addStateStore(windowStoreBuilder(
                persistentWindowStore(SEEN_ROWS, window, WINDOW, false), Serdes.String(), Serdes.String()));
        return rows.selectKey((rootId, row) -> row.getQuestion().getContext().getContextId(), as("key-by-context"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.ofState(Trace.class))
                        .withName("rows-by-context"))
                .mapValues(FinishedNode::ofDoneRoot, as("take-up-again"))
                .process(
                        () -> new JudgeRows(task -> List.of(noDuplicate(task)), true),
                        as("find-duplicates"),
                        SEEN_ROWS);
    }

    private Check noDuplicate(ProcessorContext<?, ?> task) {
        return new NoDuplicate(task.getStateStore(SEEN_ROWS), config.duplicateWindow(), task::currentSystemTimeMs);
    }

    private void addStores() {
        addStore(HELD_NODES, Traced.serde(serdes.ofState(Trace.class)));
        builder.addStateStore(windowStoreBuilder(
                persistentWindowStore(FINISHED_ROOTS, config.lateNodeWindow(), WINDOW, false),
                Serdes.String(),
                Serdes.String()));
    }

    private void addStore(String name, Serde<?> values) {
        builder.addStateStore(keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingEnabled());
    }

    private void egress(String name, Topic<Trace> topic, KStream<String, Trace> rows) {
        Serde<Trace> values = serdes.limitedTo(config.rowRoom().written()).of(topic);
        rows.to(topic.name(), Produced.with(Serdes.String(), values).withName(name));
    }

    private static boolean isFit(String rootId, Trace row) {
        return row.getFit();
    }
}
