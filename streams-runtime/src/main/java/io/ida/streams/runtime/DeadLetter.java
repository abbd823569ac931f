package io.ida.streams.runtime;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a dead letter, on top of those of the original record: why it is dead and where it came from, as far as
 * that is known. All are UTF-8 strings. Together with the original bytes they are all that a redrive needs.
 */
public final class DeadLetter {
    /** What is wrong, in words. */
    public static final String REASON = "ida.error.reason";
    /** Why the letter is not the whole record; absent if it is. Such a letter cannot be sent back. */
    public static final String LEFT_OUT = "ida.error.left.out";
    /** Class of the exception, if there was one. */
    public static final String EXCEPTION = "ida.error.exception";
    /** Stage that gave up on the record. */
    public static final String STAGE = "ida.origin.stage";
    /** Topic the record was read from. */
    public static final String TOPIC = "ida.origin.topic";
    /** Partition it was read from. */
    public static final String PARTITION = "ida.origin.partition";
    /** Offset it was read at. */
    public static final String OFFSET = "ida.origin.offset";
    /** Timestamp of the original record, in milliseconds since the epoch. */
    public static final String TIMESTAMP = "ida.origin.timestamp";
    /** Marks the record of a letter that is sent again: a stage must not take it for a duplicate of its first try. */
    public static final String REDRIVEN = "ida.redriven";
    /** What every header of a dead letter begins with. */
    public static final String[] PREFIXES = {"ida.error.", "ida.origin."};

    private DeadLetter() {}

    /**
     * Headers of a dead letter.
     *
     * @param original headers of the original record; not changed
     * @param reason what is wrong, in words
     * @param exception what was thrown, or null
     * @param topic topic the record was read from; null if none was, then partition and offset mean nothing
     */
    public static Headers headers(
            Headers original,
            String stage,
            String reason,
            Exception exception,
            String topic,
            int partition,
            long offset,
            long timestamp) {
        Headers headers = new RecordHeaders(original);
        put(headers, REASON, reason);
        if (exception != null) {
            put(headers, EXCEPTION, exception.getClass().getName());
        }
        put(headers, STAGE, stage);
        if (topic != null) {
            put(headers, TOPIC, topic);
            put(headers, PARTITION, Integer.toString(partition));
            put(headers, OFFSET, Long.toString(offset));
        }
        put(headers, TIMESTAMP, Long.toString(timestamp));
        return headers;
    }

    static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
