package io.ida.streams.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A topology with slow calls in a test driver. */
final class SlowCallsDriver implements AutoCloseable {
    static final Instant START = Instant.ofEpochMilli(1_000_000);
    static final long TIME_TO_LIVE_MS = 60_000;

    private static final Duration TICK = Duration.ofMillis(10);

    final HandDrivenExecutor workers = new HandDrivenExecutor();
    final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
    TestInputTopic<String, String> requests;
    TestOutputTopic<String, String> replies;

    private final Path state;
    private final Executor executor;
    private final SlowCalls.Limits limits;
    private TopologyTestDriver driver;

    private SlowCallsDriver(Path state, Executor executor, SlowCalls.Limits limits) {
        this.state = state;
        this.executor = executor == null ? workers : executor;
        this.limits = limits;
    }

    /** @param executor null for the hand-driven one */
    static SlowCallsDriver start(Path state, Executor executor, int calls, int batch) {
        SlowCallsDriver started = new SlowCallsDriver(state, executor, new SlowCalls.Limits(calls, batch, TICK));
        started.open(START);
        started.tick(); // sees that nothing is left from before
        return started;
    }

    /** Lets workers and punctuations run until there is nothing left to do. */
    List<String> drain() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            workers.runAll();
            tick();
            values.addAll(replies.readValuesToList());
        }
        return values;
    }

    void tick() {
        advance(TICK);
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private void open(Instant now) {
        Topology topology = new Topology()
                .addSource(
                        "requests",
                        Serdes.String().deserializer(),
                        Serdes.String().deserializer(),
                        "requests")
                .addProcessor("call", () -> new ShoutingCaller(executor, limits, calls), "requests")
                .addStateStore(DeadlineQueue.storeBuilder("queue", Serdes.String(), Serdes.String()), "call")
                .addSink(
                        "replies",
                        "replies",
                        Serdes.String().serializer(),
                        Serdes.String().serializer(),
                        "call");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, properties, now);
        requests = driver.createInputTopic(
                "requests", Serdes.String().serializer(), Serdes.String().serializer());
        replies = driver.createOutputTopic(
                "replies", Serdes.String().deserializer(), Serdes.String().deserializer());
    }

    /** The test driver wipes its state when closed; a real task finds it again in the changelog. */
    void restart() {
        Map<Turn, Record<String, String>> kept = held();
        driver.close();
        open(START.plusMillis(100));
        KeyValueStore<Turn, Record<String, String>> store = driver.getKeyValueStore("queue");
        kept.forEach(store::put);
    }

    Map<Turn, Record<String, String>> held() {
        Map<Turn, Record<String, String>> held = new HashMap<>();
        KeyValueStore<Turn, Record<String, String>> store = driver.getKeyValueStore("queue");
        try (KeyValueIterator<Turn, Record<String, String>> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Turn, Record<String, String>> next = all.next();
                held.put(next.key, next.value);
            }
        }
        return held;
    }

    /** Values of the metric of slow calls with that name, one for each task. */
    List<Double> metric(String name) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(CallMetrics.GROUP))
                .filter(metric -> metric.getKey().name().equals(name))
                .map(metric -> (Double) metric.getValue().metricValue())
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
