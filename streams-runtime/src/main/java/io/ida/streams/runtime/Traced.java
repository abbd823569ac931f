package io.ida.streams.runtime;

import io.ida.tracing.TraceHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * An event that a task keeps, with the headers of the trace that it came with: what is sent because of it later has the
 * same.
 *
 * @param headers those of the trace and no others; maybe none
 */
public record Traced<V>(V value, Headers headers) {
    /** The event of a record. */
    public static <V> Traced<V> of(Record<?, ?> record, V event) {
        return new Traced<>(event, TraceHeaders.only(record.headers()));
    }

    /**
     * Serde for state. What has no headers is written as {@code values} write it, so that state from before there were
     * any can be read.
     *
     * @param values whose bytes begin with 0, as Confluent's wire format does
     */
    public static <V> Serde<Traced<V>> serde(Serde<V> values) {
        TracedBytes<V> bytes = new TracedBytes<>(values);
        return Serdes.serdeFrom(bytes::write, bytes::read);
    }
}
