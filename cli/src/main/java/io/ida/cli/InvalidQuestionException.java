package io.ida.cli;

/** A question that would not be answered, and why. */
final class InvalidQuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidQuestionException(String message) {
        super(message);
    }
}
