package io.ida.streams.distill;

import io.ida.amplification.Places;
import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.distill.FinishedNode.Root;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.FromStore;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.Traced;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Holds a tree's nodes until its root is done, then lets all of them out. A tree of depth 1 is its root and is never
 * held. A node that ends after its root is let out at once, and one whose root never ends when that is certain.
 */
final class HoldUntilRootIsDone implements Processor<String, Amplification, String, FinishedNode> {
    private final DistillConfig config;
    private ProcessorContext<String, FinishedNode> context;
    private HeldNodes held;
    private ExpiryScan expiry;
    private WindowStore<String, String> finishedRoots;

    HoldUntilRootIsDone(DistillConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, FinishedNode> context) {
        this.context = context;
        held = new HeldNodes(context.getStateStore(DistillTopology.HELD_NODES));
        expiry = new ExpiryScan();
        finishedRoots = context.getStateStore(DistillTopology.FINISHED_ROOTS);
        context.schedule(config.expiryInterval(), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void process(Record<String, Amplification> record) {
        Amplification node = record.value();
        if (node == null) {
            throw new IllegalArgumentException("A record without a value is no finished node.");
        }
        Question question = node.getQuestion();
        Split split = config.splits().of(question.getContext().getContextId());
        RecordMetadata source = context.recordMetadata().orElseThrow();
        Traced<Trace> row = Traced.of(record, Rows.of(node, split, source.partition(), source.offset()));
        if (question.getParentId().isEmpty()) {
            finishTree(row);
            return;
        }
        Optional<AnswerStatus> root = finished(question);
        if (root.isPresent()) {
            letOut(row, root.get(), Root.DONE_BEFORE);
        } else {
            held.hold(row);
            expiry.expect(treeExpiresAt(question));
        }
    }

    private void finishTree(Traced<Trace> root) {
        Question question = root.value().getQuestion();
        AnswerStatus status = root.value().getAnswer().getStatus();
        if (question.getDepth() > 1) {
            finishedRoots.put(question.getId(), status.name(), context.currentSystemTimeMs());
            for (Traced<Trace> node : held.removeBelow(question.getId())) {
                FromStore.send(() -> letOut(node, status, Root.DONE));
            }
        }
        letOut(root, status, Root.DONE);
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

    private void expire(long now) {
        if (!expiry.isDue(now)) {
            return;
        }
        expiry.begin();
        for (Traced<Trace> orphan : held.removeIf(node -> isExpired(node, now))) {
            try (LoggedQuestion logged = QuestionIds.logged(orphan.value())) {
                letOut(orphan, AnswerStatus.TIMED_OUT, Root.NEVER_DONE);
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

    private long treeExpiresAt(Question node) {
        Duration grace = config.lateNodeWindow();
        return Places.rootDeadline(node.getAskedAt(), node.getExpiresAt(), Places.level(node.getPath()))
                .plus(grace)
                .toEpochMilli();
    }

    private void letOut(Traced<Trace> node, AnswerStatus rootStatus, Root root) {
        Trace row = Rows.letOut(node.value(), rootStatus, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        Question question = row.getQuestion();
        context.forward(new Record<>(
                question.getRootId(),
                new FinishedNode(row, root),
                question.getAskedAt().toEpochMilli(),
                node.headers()));
    }
}
