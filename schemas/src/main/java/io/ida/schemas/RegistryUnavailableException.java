package io.ida.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry did not answer, or refused for a reason of its own: nothing is wrong with the record, and the
 * same call may succeed later. Whoever catches it must not treat the record as bad.
 */
public final class RegistryUnavailableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
