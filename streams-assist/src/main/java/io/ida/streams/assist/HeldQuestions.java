package io.ida.streams.assist;

import io.ida.events.Question;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.Turn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Questions that are pinned to a version which is not announced yet. They are released when it is, or when they have
 * waited long enough. Belongs to one stream thread.
 */
final class HeldQuestions {
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);
    private static final int RELEASED_AT_ONCE = 1000;
    private static final long NEVER = -1;

    private final DeadlineQueue<String, Question> queue;
    private final ModelCatalogue catalogue;
    private final long waitMs;
    private long lookedAtChanges = NEVER;

    /** Takes a question that is released. */
    interface Release {
        void accept(Record<String, Question> record, long now);
    }

    HeldQuestions(DeadlineQueue<String, Question> queue, ModelCatalogue catalogue, Duration wait) {
        this.queue = queue;
        this.catalogue = catalogue;
        waitMs = wait.toMillis();
    }

    void hold(Record<String, Question> record, long now) {
        Question question = record.value();
        long expiresAt = question.getExpiresAt().toEpochMilli();
        queue.add(Math.min(now + waitMs, expiresAt), question.getId(), record);
    }

    /** Releases by punctuations of a task. */
    void releaseBy(ProcessorContext<?, ?> context, Release release) {
        context.schedule(LOOK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> release(now, release));
    }

    private void release(long now, Release release) {
        long changes = catalogue.changes();
        boolean changed = changes != lookedAtChanges;
        if (!changed && !queue.isDue(now)) {
            return;
        }
        Map<Turn, Record<String, Question>> leaving = new LinkedHashMap<>();
        queue.visit((turn, record) -> {
            boolean due = turn.deadline() <= now;
            if (due || changed && catalogue.find(record.value().getAssistant()).isPresent()) {
                leaving.put(turn, record);
            }
            return (due || changed) && leaving.size() < RELEASED_AT_ONCE;
        });
        if (leaving.size() < RELEASED_AT_ONCE) {
            lookedAtChanges = changes;
        }
        leaving.forEach((turn, record) -> {
            queue.remove(turn);
            release.accept(record, now);
        });
    }
}
