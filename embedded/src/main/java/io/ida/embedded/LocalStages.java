package io.ida.embedded;

import io.ida.monitoring.Monitoring;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The stages of a {@link LocalPipeline}: started together, stopped together, watched while they run. */
final class LocalStages implements AutoCloseable {
    /** Every stage, in the order of the flow. */
    static final List<Stage> ALL = List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(35);

    private final List<RunningStage> running = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);
    private boolean closed;

    private final Monitoring monitoring;

    LocalStages(Monitoring monitoring) {
        this.monitoring = monitoring;
    }

    /** Returns when all of them run, or have been closed. */
    void start(LocalPipelineProperties properties) {
        properties.makeStateDirectory();
        LocalThreads.await(begin(properties), START_TIMEOUT);
        for (RunningStage stage : running) {
            LocalThreads.start("watch-stage", stage::awaitEnd).whenComplete((nothing, thrown) -> {
                if (thrown != null) {
                    failure.completeExceptionally(thrown);
                }
            });
        }
    }

    /** Ends only if a stage fails. */
    CompletableFuture<Void> failure() {
        return failure;
    }

    /** A stage that is being started is closed as soon as it can be. */
    @Override
    public void close() {
        CompletableFuture<Void> begun;
        synchronized (this) {
            closed = true;
            begun = starting;
        }
        LocalThreads.await(together(running, stage -> LocalThreads.start("stop-stage", stage::close)), STOP_TIMEOUT);
        LocalThreads.await(begun.exceptionally(reported -> null), STOP_TIMEOUT);
    }

    private synchronized CompletableFuture<Void> begin(LocalPipelineProperties properties) {
        if (!closed) {
            starting =
                    together(ALL, stage -> LocalThreads.start("start-" + stage.name(), () -> start(stage, properties)));
        }
        return starting;
    }

    /** Returns false if it is too late. */
    private synchronized boolean add(RunningStage stage) {
        return !closed && running.add(stage);
    }

    private void start(Stage stage, LocalPipelineProperties properties) throws InterruptedException {
        RunningStage started = RunningStage.start(stage, StageConfig.of(stage, properties.stage(stage)), monitoring);
        if (!add(started)) {
            started.close();
            return;
        }
        if (!started.awaitRunning(START_TIMEOUT)) {
            started.close();
            started.awaitEnd();
            throw new LocalServiceException("Stage " + stage.name() + " does not run after " + START_TIMEOUT);
        }
    }

    private static <T> CompletableFuture<Void> together(List<T> all, Function<T, CompletableFuture<Void>> work) {
        return CompletableFuture.allOf(all.stream().map(work).toArray(CompletableFuture<?>[]::new));
    }
}
