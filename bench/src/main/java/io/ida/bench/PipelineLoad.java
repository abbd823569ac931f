package io.ida.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The pipeline at full load: questions published as fast as the broker takes them, until the last trace is out. */
final class PipelineLoad {
    private final BenchPipeline pipeline;
    private final Workload workload;
    private final Duration timeout;

    PipelineLoad(BenchPipeline pipeline, Workload workload, Duration timeout) {
        this.pipeline = pipeline;
        this.workload = workload;
        this.timeout = timeout;
    }

    /**
     * What came of a load.
     *
     * @param throughput hops and time
     * @param byTopic the records behind the hops
     */
    record Outcome(Throughput throughput, Map<String, Tally> byTopic) {}

    /** Asks so many questions at once. Counting comes after the timing. */
    Outcome measure(int questions) {
        List<ProducerRecord<byte[], byte[]>> records =
                workload.next(questions).stream().map(pipeline::record).toList();
        TopicTallies tallies = new TopicTallies(pipeline.clients(), pipeline.hopTopics());
        Map<TopicPartition, Long> starts = tallies.ends();
        Throughput time;
        try (Arrivals traces = new Arrivals(
                        pipeline.clients(),
                        pipeline.topics().traces().name(),
                        pipeline.topics().rejectedTraces().name());
                Producer<byte[], byte[]> producer = pipeline.clients().bulkProducer()) {
            producer.partitionsFor(pipeline.topics().questions().name());
            Stopwatch watch = new Stopwatch();
            records.forEach(producer::send);
            producer.flush();
            traces.await(questions, timeout);
            time = watch.stop(0);
        }
        Map<String, Tally> byTopic = tallies.since(starts);
        return new Outcome(time.of(TopicTallies.total(byTopic).records()), byTopic);
    }
}
