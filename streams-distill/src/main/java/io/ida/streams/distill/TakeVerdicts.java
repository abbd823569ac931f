package io.ida.streams.distill;

import io.ida.events.Answer;
import io.ida.events.Trace;
import io.ida.events.VerdictValue;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.FromStore;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.Traced;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes the results of spot checks in, and lets the rows of a tree out when it waits for no more. Checks whose results do
 * not come in time leave verdicts that say UNKNOWN.
 */
final class TakeVerdicts implements Processor<String, Answer, String, Trace> {
    private final VerdictRoom room;
    private final Duration interval;
    private final Map<VerdictValue, Counter> counts = new EnumMap<>(VerdictValue.class);
    private ProcessorContext<String, Trace> context;
    private RowsInCheck waiting;

    /** @param interval how often it is looked whether the time of a check is over */
    TakeVerdicts(VerdictRoom room, Duration interval) {
        this.room = room;
        this.interval = interval;
    }

    @Override
    public void init(ProcessorContext<String, Trace> context) {
        this.context = context;
        waiting = new RowsInCheck(context, room);
        for (VerdictValue value : VerdictValue.values()) {
            counts.put(
                    value,
                    StageMeters.of(context)
                            .counter("ida.spot.checks", "Spot checks by their verdicts.", "verdict", value.name()));
        }
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::giveUp);
    }

    @Override
    public void process(Record<String, Answer> record) {
        Answer result = record.value();
        String checked = result == null ? null : result.getLabels().get(SpotChecks.LABEL);
        if (checked == null) {
            return;
        }
        waiting.settle(checked, result).ifPresent(verdict -> {
            counts.get(verdict).increment();
            FromStore.send(() -> letOutIfDone(RowsInCheck.rootId(checked)));
        });
    }

    private void giveUp(long now) {
        List<String> over = waiting.giveUp(until -> until <= now);
        counts.get(VerdictValue.UNKNOWN).increment(over.size());
        over.stream().map(RowsInCheck::rootId).distinct().forEach(this::letOutIfDone);
    }

    private void letOutIfDone(String rootId) {
        if (!waiting.isWaiting(rootId)) {
            letOut(rootId);
        }
    }

    private void letOut(String rootId) {
        for (Traced<Trace> row : waiting.remove(rootId)) {
            try (LoggedQuestion logged = QuestionIds.logged(row.value())) {
                long timestamp = row.value().getQuestion().getAskedAt().toEpochMilli();
                context.forward(new Record<>(rootId, row.value(), timestamp, row.headers()));
            }
        }
    }
}
