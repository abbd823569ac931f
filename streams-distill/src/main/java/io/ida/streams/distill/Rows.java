package io.ida.streams.distill;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.FailedCheck;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import java.time.Instant;
import java.util.List;

/** Makes the rows of nodes, step by step. Avro's builders would copy all facts each time. */
final class Rows {
    private Rows() {}

    /**
     * The row of a node of which nothing is known yet but that it is finished.
     *
     * @param partition where its amplification is
     * @param offset where its amplification is
     */
    static Trace of(Amplification node, Split split, int partition, long offset) {
        return new Trace(
                node.getQuestion(),
                node.getTranscript(),
                node.getAnswer(),
                AnswerStatus.FAILED,
                split,
                false,
                List.of(),
                partition,
                offset,
                Instant.EPOCH,
                List.of(),
                List.of());
    }

    /** The row of a node that is let out. */
    static Trace letOut(Trace row, AnswerStatus rootStatus, Instant now) {
        return new Trace(
                row.getQuestion(),
                row.getTranscript(),
                row.getAnswer(),
                rootStatus,
                row.getSplit(),
                row.getFit(),
                row.getFailedChecks(),
                row.getSourcePartition(),
                row.getSourceOffset(),
                now,
                row.getChecks(),
                row.getVerdicts());
    }

    /** The row with what checks found; without a failed one it is fit. */
    static Trace checked(Trace row, List<String> passed, List<FailedCheck> failed) {
        return new Trace(
                row.getQuestion(),
                row.getTranscript(),
                row.getAnswer(),
                row.getRootStatus(),
                row.getSplit(),
                failed.isEmpty(),
                failed,
                row.getSourcePartition(),
                row.getSourceOffset(),
                row.getDistilledAt(),
                passed,
                row.getVerdicts());
    }

    /** The row with verdicts on its exchanges. */
    static Trace judged(Trace row, List<Verdict> verdicts) {
        return new Trace(
                row.getQuestion(),
                row.getTranscript(),
                row.getAnswer(),
                row.getRootStatus(),
                row.getSplit(),
                row.getFit(),
                row.getFailedChecks(),
                row.getSourcePartition(),
                row.getSourceOffset(),
                row.getDistilledAt(),
                row.getChecks(),
                verdicts);
    }
}
