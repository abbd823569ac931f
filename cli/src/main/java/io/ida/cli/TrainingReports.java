package io.ida.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.training.TrainingListener;
import io.ida.training.TrainingStep;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows what a training job does: the steps of a version as a bar, where that can be drawn, and a line for each version
 * and each request that is refused; or all of it as JSON lines, steps once a second. Safe for use by several threads.
 */
final class TrainingReports implements TrainingListener, AutoCloseable {
    private static final long BETWEEN_STEPS_NANOS = 1_000_000_000L;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final LongSupplier nanoTime;
    private final Runnable nobodyReads;
    private ProgressBar bar;
    private String barKey = "";
    private long lastStepAt;
    private boolean stepShown;
    private boolean unread;

    /**
     * @param out gets the JSON lines
     * @param err gets the lines and the bar
     * @param nanoTime a clock, like {@link System#nanoTime}
     * @param nobodyReads is run once when nobody reads {@code out} any more
     */
    TrainingReports(PrintWriter out, PrintWriter err, boolean json, LongSupplier nanoTime, Runnable nobodyReads) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.nanoTime = nanoTime;
        this.nobodyReads = nobodyReads;
    }

    @Override
    public synchronized void stepped(Training training, String architecture, TrainingStep step) {
        if (json) {
            if (isDue(step)) {
                print(object(training, architecture, step));
            }
            return;
        }
        String key = key(training.getModel(), training.getVersion());
        if (!key.equals(barKey)) {
            closeBar();
            bar = TerminalBar.of("training " + key, step.steps(), " steps").orElse(null);
            barKey = key;
        }
        if (bar != null) {
            bar.stepTo(step.step());
            bar.setExtraMessage(
                    String.format(Locale.ROOT, "  loss %.3f, %.0f examples/s", step.loss(), step.examplesPerSecond()));
        }
    }

    @Override
    public synchronized void announced(Training training, ModelVersion version) {
        closeBar();
        if (json) {
            ObjectNode line = EventJson.of(version);
            line.put("event", "version");
            print(line);
        } else {
            err.println(line(version));
            err.flush();
        }
    }

    @Override
    public synchronized void refused(String key, String reason) {
        closeBar();
        if (json) {
            print(JsonNodeFactory.instance
                    .objectNode()
                    .put("event", "refused")
                    .put("key", key)
                    .put("reason", reason));
        } else {
            err.println(key + " refused: " + reason);
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        closeBar();
    }

    /** The first and the last step of a version, and those between once a second. */
    private boolean isDue(TrainingStep step) {
        long now = nanoTime.getAsLong();
        boolean due = !stepShown
                || step.step() == 1
                || step.step() == step.steps()
                || now - lastStepAt >= BETWEEN_STEPS_NANOS;
        if (due) {
            lastStepAt = now;
            stepShown = true;
        }
        return due;
    }

    private void print(ObjectNode line) {
        out.println(EventJson.line(line));
        if (out.checkError() && !unread) {
            unread = true;
            nobodyReads.run();
        }
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        barKey = "";
    }

    private static ObjectNode object(Training training, String architecture, TrainingStep step) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("event", "step");
        line.put("model", training.getModel());
        line.put("version", training.getVersion());
        line.put("architecture", architecture);
        line.put("step", step.step());
        line.put("steps", step.steps());
        line.put("loss", Double.isFinite(step.loss()) ? step.loss() : null);
        line.put("lessons", step.lessons());
        line.put("examplesPerSecond", step.examplesPerSecond());
        return line;
    }

    private static String line(ModelVersion version) {
        StringBuilder line = new StringBuilder(key(version.getName(), version.getVersion()))
                .append(' ')
                .append(version.getStatus().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(version.getExamples())
                .append(" examples");
        append(line, version, "steps", ", %.0f steps so far");
        append(line, version, "loss", ", loss %.3f");
        append(line, version, "lessons.per.second", ", %.0f examples/s");
        append(line, version, "seconds", ", %.1f s");
        return line.toString();
    }

    private static void append(StringBuilder line, ModelVersion version, String metric, String format) {
        Double value = version.getMetrics().get(metric);
        if (value != null) {
            line.append(String.format(Locale.ROOT, format, value));
        }
    }

    private static String key(String model, int version) {
        return model + "@" + version;
    }
}
