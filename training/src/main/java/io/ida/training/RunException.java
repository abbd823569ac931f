package io.ida.training;

/** A run that cannot go on. The message says why, and what to look at. What was asked stays asked. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }

    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
