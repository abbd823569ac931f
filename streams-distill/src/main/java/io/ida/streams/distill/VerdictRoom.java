package io.ida.streams.distill;

import io.ida.events.Trace;
import io.ida.streams.runtime.Traced;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Room for verdicts in rows that wait for them. What has outgrown it could be kept in no changelog, and the stage would
 * meet it again after every restart. Safe for use by several threads.
 *
 * @param kept writes rows as they are kept
 * @param bytes size of the largest row that may be kept
 */
record VerdictRoom(Serializer<Traced<Trace>> kept, int bytes) {
    /** How many bytes a row may still grow by; negative if it is too large already. */
    int left(Traced<Trace> row) {
        return bytes - kept.serialize(DistillTopology.ROWS_IN_CHECK, row).length;
    }
}
