package io.ida.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry does not let this program write events of a kind: whatever the event, nothing is wrong with it, and
 * the same call fails until the registry is told otherwise. Whoever catches it must not treat the event as bad.
 */
public final class SchemaRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    SchemaRefusedException(String message) {
        super(message);
    }

    SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
