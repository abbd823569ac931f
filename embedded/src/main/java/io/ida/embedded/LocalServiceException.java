package io.ida.embedded;

/**
 * A local service cannot start. The message is meant for the person at the terminal: it names the port or the directory
 * and says what to do about it.
 */
public final class LocalServiceException extends RuntimeException {
    LocalServiceException(String message) {
        super(message);
    }

    LocalServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
