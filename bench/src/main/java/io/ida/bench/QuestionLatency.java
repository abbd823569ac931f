package io.ida.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How long one user waits whom nobody else keeps waiting: publish a question, read its result, ask the next. */
final class QuestionLatency {
    private static final int WARM_UP = 10;

    private final BenchPipeline pipeline;
    private final Workload workload;
    private final Duration timeout;

    QuestionLatency(BenchPipeline pipeline, Workload workload, Duration timeout) {
        this.pipeline = pipeline;
        this.workload = workload;
        this.timeout = timeout;
    }

    /** In milliseconds, for so many questions after some that do not count. */
    Sample measure(int questions) {
        return measure(
                pipeline,
                workload.next(WARM_UP + questions).stream()
                        .map(pipeline::record)
                        .toList(),
                WARM_UP,
                timeout);
    }

    /** In milliseconds, for questions of which the first ones do not count. */
    static Sample measure(
            BenchPipeline pipeline, List<ProducerRecord<byte[], byte[]>> records, int warmUp, Duration timeout) {
        List<Double> millis = new ArrayList<>();
        try (Arrivals results = new Arrivals(
                        pipeline.clients(), pipeline.topics().results().name());
                Producer<byte[], byte[]> producer = pipeline.clients().promptProducer()) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                long began = System.nanoTime();
                producer.send(record);
                results.await(1, timeout);
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        return new Sample(millis.subList(warmUp, millis.size()));
    }
}
