package io.ida.cli;

import io.ida.embedded.LocalPipeline;
import java.util.function.Consumer;
import java.util.function.Function;

/** A pipeline in this process. It is closed in the end, or when the process is asked to stop, even while it starts. */
final class EmbeddedPipeline implements AutoCloseable {
    private final Runnable before;
    private final Runnable after;
    private final ExitHook stop;
    private LocalPipeline pipeline;
    private boolean stopped;

    private EmbeddedPipeline(Runnable before, Runnable after) {
        this.before = before;
        this.after = after;
        stop = ExitHook.of(this::stop);
    }

    /**
     * Starts a pipeline.
     *
     * @param start starts it, and hands over the pipeline before it does
     * @param before runs once before it is closed
     * @param after runs once after it is closed, or has failed to start
     */
    static EmbeddedPipeline start(
            Function<Consumer<LocalPipeline>, LocalPipeline> start, Runnable before, Runnable after) {
        EmbeddedPipeline embedded = new EmbeddedPipeline(before, after);
        try {
            start.apply(embedded::begun);
            return embedded;
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    synchronized LocalPipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        stop.close();
    }

    private synchronized void begun(LocalPipeline unstarted) {
        if (stopped) {
            throw new IllegalStateException("Stopped before the pipeline was started.");
        }
        pipeline = unstarted;
    }

    private void stop() {
        LocalPipeline begun;
        synchronized (this) {
            stopped = true;
            begun = pipeline;
        }
        before.run();
        try {
            if (begun != null) {
                begun.close();
            }
        } finally {
            after.run();
        }
    }
}
