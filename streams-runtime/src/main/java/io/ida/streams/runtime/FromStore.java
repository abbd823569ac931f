package io.ida.streams.runtime;

/**
 * Tells what a processor sends on from a store from what comes of the record that it reads meanwhile: if it fails, its
 * dead letter neither has that record nor names it, for a redrive of the record would not bring it back.
 */
public final class FromStore {
    /** Whether this thread sends from a store now. Kafka Streams takes all that is sent for outputs of the record read. */
    private static final ThreadLocal<Boolean> SENDS = ThreadLocal.withInitial(() -> false);

    private FromStore() {}

    /** Runs what forwards events from a store. */
    public static void send(Runnable forwarding) {
        boolean outer = SENDS.get();
        SENDS.set(true);
        try {
            forwarding.run();
        } finally {
            SENDS.set(outer);
        }
    }

    static boolean sends() {
        return SENDS.get();
    }
}
