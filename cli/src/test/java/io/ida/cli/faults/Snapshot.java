package io.ida.cli.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a pipeline left on its cluster when it was stopped, as text that can be committed: the schemas with their ids, the
 * topics with their records, changelogs included, and how far each stage had read.
 *
 * @param schemas in the order of their ids
 * @param groups how many records of each partition each consumer group has read
 */
record Snapshot(
        List<RegisteredSchema> schemas,
        List<TopicContent> topics,
        Map<String, Map<String, Map<Integer, Long>>> groups) {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** A schema of a subject; it is written where its id comes for the first time, and null elsewhere. */
    record RegisteredSchema(int id, String subject, String schema) {}

    /** A topic, with its own settings. */
    record TopicContent(String name, int partitions, Map<String, String> config, List<StoredRecord> records) {}

    /** A record; key and value are written in base 64. */
    record StoredRecord(int partition, long timestamp, byte[] key, byte[] value) {}

    static Snapshot read(String resource) {
        try (InputStream in = Snapshot.class.getResourceAsStream(resource)) {
            return JSON.readValue(in, Snapshot.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema under a subject. */
    String schema(String subject) {
        int id = schemas.stream()
                .filter(schema -> schema.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .id();
        return schema(id);
    }

    private String schema(int id) {
        return schemas.stream()
                .filter(schema -> schema.id() == id && schema.schema() != null)
                .findFirst()
                .orElseThrow()
                .schema();
    }

    /** Brings everything onto a cluster that has no topics and no schemas. */
    void restore(Cluster cluster) {
        try (Admin admin = Admin.create(cluster.kafkaProperties())) {
            restoreSchemas(cluster.serdes().client());
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                                    .configs(topic.config()))
                            .toList())
                    .all()
                    .get();
            restoreRecords(cluster);
            for (Map.Entry<String, Map<String, Map<Integer, Long>>> group : groups.entrySet()) {
                admin.alterConsumerGroupOffsets(group.getKey(), offsets(group.getValue()))
                        .all()
                        .get();
            }
        } catch (IOException | RestClientException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The snapshot cannot be restored.", e);
        }
    }

    private void restoreSchemas(SchemaRegistryClient client) throws IOException, RestClientException {
        for (RegisteredSchema schema : schemas) {
            int id = client.register(schema.subject(), new AvroSchema(schema(schema.id())));
            if (id != schema.id()) {
                throw new IllegalStateException(schema.subject() + " has id " + id + " and not " + schema.id());
            }
        }
    }

    private void restoreRecords(Cluster cluster) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.kafkaProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (TopicContent topic : topics) {
                List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
                topic.records()
                        .forEach(stored -> records.add(new ProducerRecord<>(
                                topic.name(), stored.partition(), stored.timestamp(), stored.key(), stored.value())));
                records.forEach(producer::send);
            }
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<String, Map<Integer, Long>> read) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        read.forEach((topic, counts) -> counts.forEach(
                (partition, count) -> offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(count))));
        return offsets;
    }
}
