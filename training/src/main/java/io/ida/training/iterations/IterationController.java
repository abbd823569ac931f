package io.ida.training.iterations;

import io.ida.amplification.Tasks;
import io.ida.events.Run;
import io.ida.training.Cluster;
import io.ida.training.RunException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs iterated amplification. In iteration i every question is asked twice, pinned to version i-1: amplified, and of
 * the assistant alone. When all results and traces are there, version i is trained on the traces and the iteration is
 * measured. The run ends at the fixed point, where amplification changes no answer, or at its last iteration.
 *
 * <p>The controller is a client of the topics like any other and keeps nothing but what it writes there: stopped
 * anywhere and started again, by this process or another, it goes on and asks nothing twice. {@link #run} runs on one
 * thread; {@link #close} may be called from any.
 */
public final class IterationController implements AutoCloseable {
    private final ControllerConfig config;
    private final Universe universe;
    private final IterationProgress progress;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param config what to do, and where
     * @param tasks where the run's task is found
     * @param progress hears how it goes
     * @throws IllegalArgumentException if the task is unknown or does not come in that size
     */
    public IterationController(ControllerConfig config, Tasks tasks, IterationProgress progress) {
        this.config = config;
        this.universe = new Universe(config.run(), tasks.get(config.run().task()));
        this.progress = progress;
    }

    /**
     * Runs, or goes on with the run where it was stopped, until its end.
     *
     * @return the reports of all iterations, those from before a restart included
     * @throws RunException if the run cannot go on
     * @throws InterruptedException if the thread is interrupted or the controller closed; the run can go on later
     */
    public List<IterationReport> run() throws InterruptedException {
        Cluster cluster = new Cluster(config.client());
        try (RunLog log = new RunLog(cluster, config.run().runId(), config.run().toMap())) {
            Run run = log.current();
            run.getReports().forEach(report -> progress.reportFinished(IterationReport.fromJson(report)));
            while (!run.getFinished()) {
                run = iterate(cluster, log, run);
            }
            return run.getReports().stream().map(IterationReport::fromJson).toList();
        } catch (InterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException("Run " + config.run().runId() + " is stopped");
        } catch (KafkaException e) {
            throw new RunException("Run " + config.run().runId() + " failed. " + e.getMessage(), e);
        }
    }

    private Run iterate(Cluster cluster, RunLog log, Run begun) throws InterruptedException {
        int number = begun.getIteration();
        try (Iteration iteration = new Iteration(cluster, log, config, universe, begun, progress, closed::get)) {
            iteration.ask();
            iteration.train();
            IterationReport report = iteration.report();
            List<String> reports = new ArrayList<>(begun.getReports());
            reports.add(report.toJson());
            boolean last = iteration.isFixedPoint() || number >= config.run().lastIteration();
            Run next = last
                    ? Run.newBuilder(iteration.state())
                            .setReports(reports)
                            .setFinished(true)
                            .build()
                    : log.iteration(number + 1, reports);
            Run written = log.write(next);
            progress.reportFinished(report);
            return written;
        }
    }

    /** Makes {@link #run} end soon. */
    @Override
    public void close() {
        closed.set(true);
    }
}
