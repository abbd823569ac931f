package io.ida.models;

import java.io.IOException;

/**
 * A checkpoint that is missing, damaged or of an unknown kind. Trying again does not help; the message says what is
 * wrong with which.
 */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
