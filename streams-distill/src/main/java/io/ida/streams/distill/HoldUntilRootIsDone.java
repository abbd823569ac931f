package io.ida.streams.distill;

import io.ida.amplification.Places;
import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.StageMeters;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Holds a tree's nodes until its root is done, then lets out one row for each. A tree of depth 1 is its root and is
 * never held. A node that ends after its root, or whose root never ends, still leaves one row, marked as not fit.
 */
final class HoldUntilRootIsDone implements Processor<String, Amplification, String, Trace> {
    private final DistillConfig config;
    private final ExpiryScan expiry = new ExpiryScan();
    private ProcessorContext<String, Trace> context;
    private KeyValueStore<String, Trace> held;
    private WindowStore<String, String> finishedRoots;
    private Map<Split, Counter> fit;
    private Map<Split, Counter> unfit;

    HoldUntilRootIsDone(DistillConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Trace> context) {
        this.context = context;
        fit = counters(context, true);
        unfit = counters(context, false);
        held = context.getStateStore(DistillTopology.HELD_NODES);
        finishedRoots = context.getStateStore(DistillTopology.FINISHED_ROOTS);
        context.schedule(config.expiryInterval(), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void process(Record<String, Amplification> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("A record without a value is no finished node.");
        }
        Question question = record.value().getQuestion();
        Trace row = row(record.value());
        if (question.getParentId().isEmpty()) {
            finishTree(row);
            return;
        }
        Optional<AnswerStatus> root = finished(question);
        if (root.isPresent()) {
            emit(row, root.get(), false);
        } else {
            held.put(question.getId(), row);
            expiry.expect(treeExpiresAt(question));
        }
    }

    private void finishTree(Trace root) {
        Question question = root.getQuestion();
        AnswerStatus status = root.getAnswer().getStatus();
        if (question.getDepth() > 1) {
            finishedRoots.put(question.getId(), status.name(), context.currentSystemTimeMs());
            for (Trace node : removeTree(question.getId())) {
                emit(node, status, true);
            }
        }
        emit(root, status, true);
    }

    /** How the root of a node ended, if it ended within the window; the clock of another machine may be ahead of ours. */
    private Optional<AnswerStatus> finished(Question node) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Duration window = config.lateNodeWindow();
        try (WindowStoreIterator<String> found =
                finishedRoots.fetch(node.getRootId(), now.minus(window), now.plus(window))) {
            return found.hasNext() ? Optional.of(AnswerStatus.valueOf(found.next().value)) : Optional.empty();
        }
    }

    private List<Trace> removeTree(String rootId) {
        List<Trace> nodes = new ArrayList<>();
        try (KeyValueIterator<String, Trace> tree = held.prefixScan(Places.idPrefix(rootId), new StringSerializer())) {
            tree.forEachRemaining(entry -> nodes.add(entry.value));
        }
        nodes.forEach(node -> held.delete(node.getQuestion().getId()));
        return nodes;
    }

    private void expire(long now) {
        if (!expiry.isDue(now)) {
            return;
        }
        expiry.begin();
        for (Trace orphan : removeIf(node -> isExpired(node, now))) {
            try (LoggedQuestion logged = QuestionIds.logged(orphan)) {
                emit(orphan, AnswerStatus.TIMED_OUT, false);
            }
        }
    }

    private boolean isExpired(Trace node, long now) {
        long expiresAt = treeExpiresAt(node.getQuestion());
        if (expiresAt > now) {
            expiry.expect(expiresAt);
        }
        return expiresAt <= now;
    }

    private List<Trace> removeIf(Predicate<Trace> property) {
        List<Trace> removed = new ArrayList<>();
        try (KeyValueIterator<String, Trace> nodes = held.all()) {
            nodes.forEachRemaining(entry -> {
                if (property.test(entry.value)) {
                    removed.add(entry.value);
                }
            });
        }
        removed.forEach(node -> held.delete(node.getQuestion().getId()));
        return removed;
    }

    private long treeExpiresAt(Question node) {
        Duration grace = config.lateNodeWindow();
        return Places.rootDeadline(node.getAskedAt(), node.getExpiresAt(), Places.level(node.getPath()))
                .plus(grace)
                .toEpochMilli();
    }

    private Trace row(Amplification node) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        return new Trace(
                node.getQuestion(),
                node.getTranscript(),
                node.getAnswer(),
                AnswerStatus.FAILED,
                config.splits().of(node.getQuestion().getContext().getContextId()),
                false,
                List.of(),
                source.partition(),
                source.offset(),
                Instant.EPOCH,
                List.of(),
                List.of());
    }

    private void emit(Trace row, AnswerStatus rootStatus, boolean rootFinished) {
        List<String> faults = Fitness.faults(row, rootFinished);
        Trace done = new Trace(
                row.getQuestion(),
                row.getTranscript(),
                row.getAnswer(),
                rootStatus,
                row.getSplit(),
                faults.isEmpty(),
                faults,
                row.getSourcePartition(),
                row.getSourceOffset(),
                Instant.ofEpochMilli(context.currentSystemTimeMs()),
                List.of(),
                List.of());
        Question question = row.getQuestion();
        context.forward(
                new Record<>(question.getRootId(), done, question.getAskedAt().toEpochMilli()));
        (done.getFit() ? fit : unfit).get(done.getSplit()).increment();
    }

    private static Map<Split, Counter> counters(ProcessorContext<?, ?> context, boolean fit) {
        StageMeters meters = StageMeters.of(context);
        Map<Split, Counter> counters = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            counters.put(
                    split,
                    meters.counter(
                            "ida.traces",
                            "Training rows by split and fitness.",
                            "split",
                            split.name(),
                            "fit",
                            Boolean.toString(fit)));
        }
        return counters;
    }
}
