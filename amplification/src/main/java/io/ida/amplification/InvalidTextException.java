package io.ida.amplification;

/** A fact or question that is not of its task's text form. The message says what would be. */
public final class InvalidTextException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidTextException(String message) {
        super(message);
    }
}
