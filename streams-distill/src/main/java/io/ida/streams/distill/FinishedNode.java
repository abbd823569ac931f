package io.ida.streams.distill;

import io.ida.events.Trace;

/**
 * A node that is let out.
 *
 * @param row its row
 * @param root how its root stands to it
 */
record FinishedNode(Trace row, Root root) {
    /** How the root of a tree stands to one of its nodes. */
    enum Root {
        /** The root ended after the node, or is the node. */
        DONE,
        /** The root ended before the node did. */
        DONE_BEFORE,
        /** The finished root has not come, and its time is long over: it did not end, or was too large for an event. */
        NEVER_DONE
    }

    /** A node that has passed checks before. */
    static FinishedNode ofDoneRoot(Trace row) {
        return new FinishedNode(row, Root.DONE);
    }
}
