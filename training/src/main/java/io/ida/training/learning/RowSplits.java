package io.ida.training.learning;

import io.ida.amplification.Splits;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.training.ConfiguredSplits;
import io.ida.training.RunException;

/**
 * Holds the rows of a run against the splits that the run chose its contexts by: distill, which may be another process
 * with other settings, must divide the data set alike, or else what is held out is learned from. Immutable.
 */
record RowSplits(Splits splits) {
    /** @throws RunException if the row is in another part of the data set than the run takes its context for */
    void require(Trace row) {
        String contextId = row.getQuestion().getContext().getContextId();
        Split expected = splits.of(contextId);
        if (row.getSplit() != expected) {
            throw new RunException("Distill divides the data set otherwise than this run: the row of "
                    + row.getQuestion().getId() + " is in " + row.getSplit() + ", and its context was drawn for "
                    + expected + ". Begin another run with the " + ConfiguredSplits.VALIDATION_PERCENT + " and "
                    + ConfiguredSplits.TEST_PERCENT + " that distill has; this one has "
                    + splits.validationPercent() + " and " + splits.testPercent() + ".");
        }
    }
}
