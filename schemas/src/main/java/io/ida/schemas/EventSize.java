package io.ida.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How many bytes an event may have, its headers included.
 *
 * @param max the number of bytes
 */
record EventSize(int max) {
    static final EventSize UNLIMITED = new EventSize(Integer.MAX_VALUE);

    /**
     * Checks an event.
     *
     * @param headers may be null
     * @throws SerializationException if it is too large
     */
    void require(byte[] bytes, Headers headers) {
        if (this == UNLIMITED || bytes == null) {
            return;
        }
        long size = bytes.length;
        if (headers != null) {
            for (Header header : headers) {
                size += header.key().getBytes(StandardCharsets.UTF_8).length;
                size += header.value() == null ? 0 : header.value().length;
            }
        }
        if (size > max) {
            throw new SerializationException(
                    "The event has " + size + " bytes with its headers, " + max + " are allowed.");
        }
    }
}
