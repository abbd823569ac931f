package io.ida.streams.runtime;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Metrics of the slow calls of one task: {@code calls-total}, {@code requests-total}, {@code batch-size-max} and {@code
 * call-time-ns-total}, in the group {@value #GROUP} with the tags {@code thread-id} and {@code task-id}. Safe for use by
 * several threads.
 */
final class CallMetrics implements AutoCloseable {
    static final String GROUP = "stream-slow-calls-metrics";

    private final StreamsMetrics metrics;
    private final Sensor batches;
    private final Sensor times;

    /** Of the task that the calling stream thread initialises. */
    CallMetrics(StreamsMetrics metrics, String task) {
        this.metrics = metrics;
        String thread = Thread.currentThread().getName();
        Map<String, String> tags = Map.of("thread-id", thread, "task-id", task);
        batches = metrics.addSensor(thread + ".task." + task + ".slow-calls", Sensor.RecordingLevel.INFO);
        batches.add(name("calls-total", "Calls that ended.", tags), new CumulativeCount());
        batches.add(name("requests-total", "Requests of the calls that ended.", tags), new CumulativeSum());
        batches.add(name("batch-size-max", "Most requests of one call lately.", tags), new Max());
        times = metrics.addSensor(thread + ".task." + task + ".slow-call-times", Sensor.RecordingLevel.INFO);
        times.add(name("call-time-ns-total", "Nanoseconds that calls took.", tags), new CumulativeSum());
    }

    /** Counts a call that ended, however it ended. */
    void called(int requests, long nanos) {
        batches.record(requests);
        times.record(nanos);
    }

    @Override
    public void close() {
        metrics.removeSensor(batches);
        metrics.removeSensor(times);
    }

    private static MetricName name(String name, String description, Map<String, String> tags) {
        return new MetricName(name, GROUP, description, tags);
    }
}
