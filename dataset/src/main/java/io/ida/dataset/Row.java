package io.ida.dataset;

import io.ida.events.Trace;
import org.apache.avro.generic.GenericRecord;

/**
 * One trace and its place in the topic.
 *
 * @param partition of the trace topic
 * @param offset in that partition
 * @param trace the event
 */
public record Row(int partition, long offset, Trace trace) {
    /** All of the row as one record of {@link RowSchema#SCHEMA}, without a copy of its parts. */
    GenericRecord asRecord() {
        return new RowRecord(this);
    }
}
