package io.ida.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The steps of a training, and how they went. For one thread. */
final class Practice {
    /** Of a running mean, about ten steps long. */
    private static final double MEMORY = 0.9;

    private double loss = Double.NaN;
    private long trained;
    private double seconds;

    /**
     * Makes steps.
     *
     * @param lessons how many different ones batches are drawn from
     * @param batch draws the batch of the next step
     * @param step learns from it and returns the loss; one that is not finite does not count
     * @param listener is told each step
     * @throws InterruptedException if the thread is interrupted
     */
    <L> void run(
            int steps, long lessons, Supplier<List<L>> batch, ToDoubleFunction<List<L>> step, StepListener listener)
            throws InterruptedException {
        long began = System.nanoTime();
        long learned = 0;
        for (int made = 0; made < steps; made++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted after " + made + " of " + steps + " steps");
            }
            List<L> drawn = batch.get();
            double now = step.applyAsDouble(drawn);
            if (Double.isFinite(now)) {
                loss = Double.isNaN(loss) ? now : MEMORY * loss + (1 - MEMORY) * now;
            }
            trained += drawn.size();
            learned += drawn.size();
            double perSecond = 1e9 * learned / Math.max(1, System.nanoTime() - began);
            listener.stepped(new TrainingStep(made + 1, steps, loss, drawn.size(), lessons, perSecond));
        }
        seconds += (System.nanoTime() - began) / 1e9;
    }

    /**
     * What is announced with a version.
     *
     * @param steps made since the first version
     * @param lessons how many different ones there were
     */
    Map<String, Double> metrics(long steps, long lessons) {
        Map<String, Double> metrics = new HashMap<>();
        metrics.put("steps", (double) steps);
        metrics.put("lessons", (double) lessons);
        metrics.put("lessons.trained", (double) trained);
        metrics.put("lessons.per.second", seconds > 0 ? trained / seconds : 0);
        if (!Double.isNaN(loss)) {
            metrics.put("loss", loss);
        }
        return metrics;
    }
}
