package io.ida.cli;

/** Closes something once: at the end of a block, or when the process is asked to stop before that. */
final class ExitHook implements AutoCloseable {
    private final Runnable closing;
    private final Thread hook;
    private boolean done;

    private ExitHook(Runnable closing) {
        this.closing = closing;
        hook = new Thread(this::run, "ida-exit");
    }

    /** Arranges that the closing runs once, whatever comes first. */
    static ExitHook of(Runnable closing) {
        ExitHook exit = new ExitHook(closing);
        Runtime.getRuntime().addShutdownHook(exit.hook);
        return exit;
    }

    /** Whether the process is being stopped. */
    static boolean isStopping() {
        Thread probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the process is being stopped: whoever comes first closes, the other waits
        }
        run();
    }

    private synchronized void run() {
        if (!done) {
            done = true;
            closing.run();
        }
    }
}
