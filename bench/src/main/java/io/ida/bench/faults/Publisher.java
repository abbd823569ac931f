package io.ida.bench.faults;

import io.ida.bench.Announcement;
import io.ida.bench.BenchException;
import io.ida.events.AssistantPin;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.DirectoryModelStore;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes as a user would, with a producer that does not lose and not repeat. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;
    private final EventSerdes serdes;
    private final Serializer<Question> questions;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Publisher(Deployment deployment) {
        topics = deployment.topics();
        serdes = deployment.serdes();
        questions = serdes.of(topics.questions()).serializer();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", deployment.bootstrapServers(), "acks", "all", "enable.idempotence", "true"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Stores a lookup table and announces it as the promoted version of an assistant. */
    void announce(AssistantPin pin, List<TableRow> table, Path store) throws InterruptedException, IOException {
        ModelVersion version = Announcement.store(
                new DirectoryModelStore(store),
                pin,
                TableCheckpoint.ARCHITECTURE,
                out -> TableCheckpoint.write(table, out));
        Topic<ModelVersion> models = topics.models();
        byte[] value = serdes.of(models).serializer().serialize(models.name(), version);
        send(models.name(), Topics.versionKey(version.getName(), version.getVersion()), value);
        flush();
    }

    void ask(Question question) {
        String topic = topics.questions().name();
        send(topic, question.getId(), questions.serialize(topic, question));
    }

    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value), (written, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    /**
     * Waits until everything is written.
     *
     * @throws BenchException if something is not
     */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new BenchException("A record was not written: " + failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
