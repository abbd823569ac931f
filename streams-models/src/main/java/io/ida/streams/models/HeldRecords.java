package io.ida.streams.models;

import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.Turn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records that need a model version which is not announced yet. They are released when it is, or when they have waited
 * long enough. Make one in each {@code init}. Belongs to one stream thread.
 */
public final class HeldRecords<V> {
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);
    private static final int RELEASED_AT_ONCE = 1000;
    private static final long NEVER = -1;

    private final DeadlineQueue<String, V> queue;
    private final ModelCatalogue catalogue;
    private final Predicate<V> ready;
    private final long waitMs;
    private long lookedAtChanges = NEVER;

    /** Takes a record that is released. */
    public interface Release<V> {
        /** Runs in a punctuation at the time {@code now}; what the record needs may still be unknown. */
        void accept(Record<String, V> record, long now);
    }

    /**
     * @param queue keeps the records
     * @param catalogue whose changes may make records ready
     * @param ready whether what a record needs is announced
     * @param wait longest time that a record is held
     */
    public HeldRecords(DeadlineQueue<String, V> queue, ModelCatalogue catalogue, Predicate<V> ready, Duration wait) {
        this.queue = queue;
        this.catalogue = catalogue;
        this.ready = ready;
        waitMs = wait.toMillis();
    }

    /**
     * Holds a record.
     *
     * @param id unique among the records held
     * @param expiresAt when it is released at the latest, in milliseconds since the epoch
     */
    public void hold(String id, long expiresAt, Record<String, V> record, long now) {
        queue.add(Math.min(now + waitMs, expiresAt), id, record);
    }

    /** Releases by punctuations of a task. */
    public void releaseBy(ProcessorContext<?, ?> context, Release<V> release) {
        context.schedule(LOOK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> release(now, release));
    }

    private void release(long now, Release<V> release) {
        long changes = catalogue.changes();
        boolean changed = changes != lookedAtChanges;
        if (!changed && !queue.isDue(now)) {
            return;
        }
        Map<Turn, Record<String, V>> leaving = new LinkedHashMap<>();
        queue.visit((turn, record) -> {
            boolean due = turn.deadline() <= now;
            if (due || changed && ready.test(record.value())) {
                leaving.put(turn, record);
            }
            return (due || changed) && leaving.size() < RELEASED_AT_ONCE;
        });
        if (leaving.size() < RELEASED_AT_ONCE) {
            lookedAtChanges = changes;
        }
        leaving.forEach((turn, record) -> {
            queue.remove(turn);
            try (LoggedQuestion logged = QuestionIds.logged(record.value())) {
                release.accept(record, now);
            }
        });
    }
}
