package io.ida.training;

/** A request that cannot be fulfilled, now or later. The message says why; it goes into the dead letter. */
final class RefusedTrainingException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedTrainingException(String message) {
        super(message);
    }

    RefusedTrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
