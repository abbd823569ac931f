package io.ida.monitoring;

/** How a part of a process is. Safe for use by several threads; answers at once. */
public interface Health {
    /** False if it has failed and will not recover by itself: then the process should be started anew. */
    boolean isLive();

    /** Whether it does its work now. False while it starts, and while it waits for something. */
    boolean isReady();
}
