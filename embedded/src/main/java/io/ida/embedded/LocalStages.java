package io.ida.embedded;

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

    /** Returns when all of them run. */
    void start(LocalPipelineProperties properties) {
        properties.makeStateDirectory();
        together(
                ALL,
                stage -> LocalThreads.start("start-" + stage.name(), () -> start(stage, properties)),
                START_TIMEOUT);
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

    @Override
    public void close() {
        together(running, stage -> LocalThreads.start("stop-stage", stage::close), STOP_TIMEOUT);
    }

    private void start(Stage stage, LocalPipelineProperties properties) throws InterruptedException {
        RunningStage started = RunningStage.start(stage, StageConfig.of(stage, properties.stage(stage)));
        running.add(started);
        if (!started.awaitRunning(START_TIMEOUT)) {
            started.close();
            started.awaitEnd();
            throw new LocalServiceException("Stage " + stage.name() + " does not run after " + START_TIMEOUT);
        }
    }

    private static <T> void together(List<T> all, Function<T, CompletableFuture<Void>> work, Duration timeout) {
        CompletableFuture<?>[] parts = all.stream().map(work).toArray(CompletableFuture<?>[]::new);
        LocalThreads.await(CompletableFuture.allOf(parts), timeout);
    }
}
