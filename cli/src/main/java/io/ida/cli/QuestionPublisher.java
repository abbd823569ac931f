package io.ida.cli;

import io.ida.events.Question;
import io.ida.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Writes root questions to their topic. For one thread. */
final class QuestionPublisher implements AutoCloseable {
    private final Topic<Question> topic;
    private final Serializer<Question> serializer;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    QuestionPublisher(Clients clients) {
        topic = clients.topics().questions();
        serializer = clients.serdes().of(topic).serializer();
        producer = clients.producer();
    }

    /** Sends a question; {@link #flush} tells whether it was written. */
    Future<?> send(Question question) {
        return producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        question.getId().getBytes(StandardCharsets.UTF_8),
                        serializer.serialize(topic.name(), question)),
                (written, thrown) -> {
                    if (thrown != null) {
                        failure.compareAndSet(null, thrown);
                    }
                });
    }

    /**
     * Waits until everything sent is written.
     *
     * @throws ExecutionException if something was not
     */
    void flush() throws ExecutionException {
        producer.flush();
        if (failure.get() != null) {
            throw new ExecutionException("Not all questions were written", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
