package io.ida.streams.distill;

import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.streams.runtime.Traced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Has some exchanges of rows checked, be they fit or not. A row with a check waits for it, and so does what comes after it
 * of the same tree; all other rows pass. A row is checked no more often than it has room for verdicts.
 */
final class AskSpotChecks implements Processor<String, Trace, String, SpecificRecord> {
    private final SpotChecks checks;
    private final VerdictRoom room;
    private final int partitions;
    private ProcessorContext<String, SpecificRecord> context;
    private RowsInCheck waiting;

    /** @param partitions of the topics keyed by root id */
    AskSpotChecks(SpotChecks checks, VerdictRoom room, int partitions) {
        this.checks = checks;
        this.room = room;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        waiting = new RowsInCheck(context, room);
    }

    @Override
    public void process(Record<String, Trace> record) {
        Trace row = record.value();
        List<Exchange> chosen = withRoom(Traced.of(record, row), checks.chosen(row));
        if (chosen.isEmpty()) {
            if (waiting.isWaiting(record.key())) {
                waiting.hold(Traced.of(record, row));
            } else {
                context.forward(record.withValue(row));
            }
            return;
        }
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        List<Verdict> verdicts = new ArrayList<>(row.getVerdicts());
        for (Exchange exchange : chosen) {
            String subQuestionId = exchange.getQuestionId().orElseThrow();
            String id = SpotChecks.id(subQuestionId, context.taskId().partition(), partitions);
            Question question = checks.question(row, exchange, id, now);
            context.forward(new Record<>(id, question, now.toEpochMilli()));
            waiting.await(subQuestionId, question.getExpiresAt().toEpochMilli());
            verdicts.add(SpotChecks.open(exchange, id));
        }
        waiting.hold(Traced.of(record, Rows.judged(row, verdicts)));
    }

    /** The first of some exchanges: those for whose verdicts a row has room. */
    private List<Exchange> withRoom(Traced<Trace> row, List<Exchange> chosen) {
        if (chosen.isEmpty()) {
            return chosen;
        }
        int most = Math.max(0, room.left(row) / SpotChecks.mostBytes(row.value()));
        return chosen.subList(0, Math.min(most, chosen.size()));
    }
}
