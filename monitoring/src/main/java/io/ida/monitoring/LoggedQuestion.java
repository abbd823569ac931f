package io.ida.monitoring;

import org.slf4j.MDC;

/**
 * While it is open, every line that this thread logs names the question that the thread works on: under {@value #KEY} in
 * the mapped diagnostic context. They may be nested; the outer one is named again afterwards. Close it on the same thread.
 */
public final class LoggedQuestion implements AutoCloseable {
    /** The name of the question's id in the mapped diagnostic context. */
    public static final String KEY = "question";

    /** Users choose ids: a longer one is no valid one, and not worth a line of its length. */
    private static final int MAX_LENGTH = 1_000;

    private final String outer;

    private LoggedQuestion(String id) {
        outer = MDC.get(KEY);
        if (!id.isEmpty()) {
            MDC.put(KEY, id.length() <= MAX_LENGTH ? id : id.substring(0, MAX_LENGTH) + "…");
        }
    }

    /** Names the question from now on; with an empty id, whatever was named before. */
    public static LoggedQuestion of(String id) {
        return new LoggedQuestion(id);
    }

    @Override
    public void close() {
        if (outer == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, outer);
        }
    }
}
