package io.ida.streams.distill;

import io.ida.events.Trace;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.StageMeters;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts finished nodes to checks and passes their rows on, under the ids of their roots. */
final class JudgeRows implements Processor<String, FinishedNode, String, Trace> {
    private final Function<ProcessorContext<?, ?>, List<Check>> checks;
    private final boolean last;
    private ProcessorContext<String, Trace> context;
    private Fitness fitness;
    private RowCounts counts;

    /**
     * @param checks makes the checks of a task
     * @param last whether a row that passes these has passed all
     */
    JudgeRows(Function<ProcessorContext<?, ?>, List<Check>> checks, boolean last) {
        this.checks = checks;
        this.last = last;
    }

    @Override
    public void init(ProcessorContext<String, Trace> context) {
        this.context = context;
        fitness = new Fitness(checks.apply(context));
        counts = new RowCounts(StageMeters.of(context), fitness.names());
    }

    @Override
    public void process(Record<String, FinishedNode> record) {
        try (LoggedQuestion logged = QuestionIds.logged(record.value().row())) {
            Trace row = fitness.judge(record.value());
            if (!row.getFit()) {
                counts.rejected(row);
            } else if (last) {
                counts.fit(row);
            }
            context.forward(record.withKey(row.getQuestion().getRootId()).withValue(row));
        }
    }
}
