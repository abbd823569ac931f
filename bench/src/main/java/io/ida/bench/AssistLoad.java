package io.ida.bench;

import io.ida.amplification.Assistant.Reply;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** The stage assist at full load: questions published as fast as the broker takes them, until the last answer is out. */
final class AssistLoad {
    private static final Duration POLL = Duration.ofMillis(100);

    /** As decompose does by default. */
    private static final int SHARDS = 16;

    private final BenchPipeline pipeline;
    private final AssistOptions.Entry entry;
    private final Duration timeout;
    private final String results;

    AssistLoad(BenchPipeline pipeline, AssistOptions options) {
        this.pipeline = pipeline;
        entry = options.entry();
        timeout = options.timeout();
        results = pipeline.topics().results().name();
    }

    /**
     * What came of a load.
     *
     * @param throughput answers and time
     * @param calls calls of the model
     * @param answers by question id
     */
    record Outcome(Throughput throughput, CallCounts calls, Map<String, Answer> answers) {}

    /** Asks questions at once. */
    Outcome measure(List<Question> questions) {
        List<ProducerRecord<byte[], byte[]>> records =
                questions.stream().map(this::record).toList();
        Map<TopicPartition, Long> starts = new TopicTallies(pipeline.clients(), List.of(results)).ends();
        CallCounts before = CallCounts.now();
        Throughput throughput;
        try (Arrivals arrivals = new Arrivals(pipeline.clients(), results);
                Producer<byte[], byte[]> producer = pipeline.clients().bulkProducer()) {
            producer.partitionsFor(records.get(0).topic());
            Stopwatch watch = new Stopwatch();
            records.forEach(producer::send);
            producer.flush();
            arrivals.await(questions.size(), timeout);
            throughput = watch.stop(questions.size());
        }
        return new Outcome(throughput, CallCounts.now().since(before), read(starts, questions.size()));
    }

    /** In milliseconds, for questions asked one after another, of which some do not count. */
    Sample latency(List<Question> questions, int warmUp) {
        return QuestionLatency.measure(
                pipeline, questions.stream().map(this::record).toList(), warmUp, timeout);
    }

    /**
     * The share of the answers that are as the bare loop says.
     *
     * @throws BenchException if a question is not answered: then nothing was measured
     */
    static double same(List<Question> questions, Map<String, Answer> answers, List<Reply> replies) {
        int same = 0;
        for (int index = 0; index < replies.size(); index++) {
            Answer answer = answers.get(questions.get(index).getId());
            if (answer == null || answer.getStatus() != AnswerStatus.ANSWERED) {
                throw new BenchException(questions.get(index).getId() + " is not answered: "
                        + (answer == null ? "no answer" : answer.getStatus() + " " + answer.getReason()));
            }
            same += answer.getText().equals(replies.get(index).text()) ? 1 : 0;
        }
        return (double) same / replies.size();
    }

    private ProducerRecord<byte[], byte[]> record(Question question) {
        return entry == AssistOptions.Entry.questions
                ? pipeline.record(question)
                : pipeline.assistRecord(question, Math.floorMod(question.getId().hashCode(), SHARDS));
    }

    private Map<String, Answer> read(Map<TopicPartition, Long> starts, int count) {
        Deserializer<Answer> decoder = pipeline.decoder(pipeline.topics().results());
        Map<String, Answer> answers = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = pipeline.clients().consumer()) {
            consumer.assign(starts.keySet());
            starts.forEach(consumer::seek);
            while (answers.size() < count) { // they have arrived once
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    Answer answer = decoder.deserialize(read.topic(), read.value());
                    answers.put(answer.getQuestionId(), answer);
                }
            }
        }
        return answers;
    }
}
