package io.ida.streams.distill;

/**
 * How large rows may be, in bytes with their headers. A node is no larger than an event, so its row has no more bytes than
 * that and what this stage says of it, for which there is room of its own: no row is too large to be written. It is less
 * than what topics and producer must have beyond an event, because state stores add their part, too.
 *
 * @param eventMaxBytes size of the largest node
 */
record RowRoom(int eventMaxBytes) {
    /** Most characters of the reason for a failed check: those of all checks there are have room together. */
    static final int REASON_LENGTH = 1_000;

    /** For findings and verdicts. */
    private static final int ROOM = 24_000;

    /** For what is found out after the verdicts are in: whether it is a duplicate. */
    private static final int AFTER_VERDICTS = 4_000;

    /** Size of the largest row that is written. */
    int written() {
        return eventMaxBytes + ROOM;
    }

    /** Size of the largest row that has its verdicts. */
    int withVerdicts() {
        return written() - AFTER_VERDICTS;
    }
}
