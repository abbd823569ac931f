package io.ida.bench;

import io.ida.models.neural.Lesson;
import io.ida.models.neural.StudentTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The training job against the bare network, in one process. The job trains version after version as in the learned loop:
 * on the traces of the last rounds, of which one is new, from the topic to the announcement of the checkpoint. The bare
 * loop makes as many steps on batches that are there already, of the same lessons. Both take turns; each idles while the
 * other is measured.
 */
public final class TrainBench {
    private final TrainOptions options;
    private final Consumer<String> progress;
    private final List<Long> memory = new ArrayList<>();

    private TrainBench(TrainOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, with all data in a directory that is removed in the end.
     *
     * @param progress told in a line what each step has found
     * @throws BenchException if a version is not trained or something does not start
     */
    public static TrainReport run(TrainOptions options, Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> new TrainBench(options, progress).measure(scratch));
    }

    /**
     * What one turn found.
     *
     * @param job a version by the training job
     * @param bare as many steps in the bare loop
     */
    record Turn(JobTraining.Outcome job, Throughput bare) {}

    private TrainReport measure(ScratchDirectory scratch) {
        say("starting broker, registry and stages");
        TrainWorkload workload = new TrainWorkload(options);
        try (BenchPipeline pipeline = BenchPipeline.start(scratch, options.partitions(), options.properties());
                JobTraining job = new JobTraining(pipeline, options);
                StudentTrainer bare = StudentTrainer.create(
                        options.settings().student(), options.settings().seed())) {
            for (int round = 1; round < options.window(); round++) {
                job.publish(workload.round());
            }
            for (int turn = 0; turn < options.warmUps(); turn++) {
                turn("warm-up", workload, job, bare);
            }
            memory.add(ProcessMemory.now());
            List<Turn> turns = new ArrayList<>();
            for (int turn = 1; turn <= options.repeats(); turn++) {
                turns.add(turn("turn " + turn + " of " + options.repeats(), workload, job, bare));
                memory.add(ProcessMemory.now());
            }
            return TrainReport.of(options, turns, memory, ProcessMemory.peak());
        }
    }

    private Turn turn(String name, TrainWorkload workload, JobTraining job, StudentTrainer bare) {
        job.publish(workload.round());
        JobTraining.Outcome trained = job.train();
        List<List<Lesson>> batches = workload.batches();
        Stopwatch watch = new Stopwatch();
        batches.forEach(bare::step);
        Throughput alone = watch.stop(options.examples());
        say(String.format(
                Locale.ROOT,
                "%s: training job %,.0f examples/s, %.2f s beside its steps; bare loop %,.0f examples/s",
                name,
                trained.throughput().perSecond(options.examples()),
                trained.secondsBesideSteps(),
                alone.perSecond(options.examples())));
        return new Turn(trained, alone);
    }

    private void say(String line) {
        progress.accept("bench: " + line);
    }
}
