package io.ida.cli;

/** Nobody reads the results any more, as behind {@code | head -1}: no failure, but no reason to go on either. */
final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosedException() {
        super("Nobody reads the output.");
    }
}
