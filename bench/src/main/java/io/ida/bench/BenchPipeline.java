package io.ida.bench;

import io.ida.embedded.LocalPipeline;
import io.ida.events.AssistantPin;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.DirectoryModelStore;
import io.ida.models.ModelStore;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The pipeline that is measured: the embedded one, with assistants of a measurement. */
final class BenchPipeline implements AutoCloseable {
    private final LocalPipeline pipeline;
    private final DirectoryModelStore store;
    private final Map<String, String> properties;
    private final Topics topics;
    private final Serializer<Question> questions;
    private final Serializer<ModelVersion> models;
    private final BenchClients clients;

    private BenchPipeline(LocalPipeline pipeline, DirectoryModelStore store, Path state, int partitions) {
        this.pipeline = pipeline;
        this.store = store;
        properties = new HashMap<>(pipeline.clientProperties());
        properties.put("state.dir", state.toString());
        topics = new Topics(Topics.DEFAULT_PREFIX, partitions);
        EventSerdes serdes = EventSerdes.from(pipeline.clientProperties());
        questions = serdes.of(topics.questions()).serializer();
        models = serdes.of(topics.models()).serializer();
        clients = new BenchClients(pipeline.bootstrapServers());
    }

    /**
     * Starts it.
     *
     * @param scratch where its data goes
     * @param properties further ones, by which a setting is tried
     */
    static BenchPipeline start(ScratchDirectory scratch, int partitions, Map<String, String> properties) {
        Path data = scratch.path();
        Path models = data.resolve("models").toAbsolutePath();
        Map<String, String> extra = new HashMap<>(properties);
        if (partitions != Topics.DEFAULT_PARTITIONS) {
            extra.put("topic.partitions", Integer.toString(partitions));
        }
        extra.put("model.store", models.toString());
        extra.put("assist.model.store", models.toString());
        LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, extra, scratch::closedFirst, TrainingListener.NONE);
        return new BenchPipeline(pipeline, new DirectoryModelStore(models), data.resolve("chain-state"), partitions);
    }

    /** Properties of another application on the same cluster, with the same settings. */
    Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** Properties of clients. */
    Map<String, String> clientProperties() {
        return pipeline.clientProperties();
    }

    Topics topics() {
        return topics;
    }

    BenchClients clients() {
        return clients;
    }

    /** The topics whose records the stages read; see {@link PipelineBench}. */
    List<String> hopTopics() {
        return List.of(
                topics.questions().name(),
                topics.subQuestions().name(),
                topics.assists().name(),
                topics.decompositions().name(),
                topics.answers().name(),
                topics.rounds().name(),
                topics.amplifications().name(),
                topics.results().name());
    }

    /** Stores a checkpoint and announces it. */
    void announce(AssistantPin pin, String architecture, ModelStore.Content content) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = clients.promptProducer()) {
            ModelVersion announced = Announcement.store(store, pin, architecture, content);
            String key = Topics.versionKey(announced.getName(), announced.getVersion());
            producer.send(record(topics.models(), models, key, announced)).get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new BenchException(
                    "The assistant cannot be announced: " + e.getCause().getMessage(), e);
        }
    }

    /** Decodes the events of a topic. */
    <V extends SpecificRecord> Deserializer<V> decoder(Topic<V> topic) {
        return EventSerdes.from(pipeline.clientProperties()).of(topic).deserializer();
    }

    /** A depth-0 question as the stage decompose sends it. */
    ProducerRecord<byte[], byte[]> assistRecord(Question question, int shard) {
        String key = question.getContext().getContextId() + '#' + shard;
        return record(topics.assists(), questions, key, question);
    }

    /** A question as a user's client sends it. */
    ProducerRecord<byte[], byte[]> record(Question question) {
        return record(topics.questions(), questions, question.getId(), question);
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private static <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
            Topic<V> topic, Serializer<V> serializer, String key, V value) {
        return new ProducerRecord<>(
                topic.name(), key.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic.name(), value));
    }
}
