package io.ida.cli.faults;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.ida.cli.faults.Snapshot.RegisteredSchema;
import io.ida.cli.faults.Snapshot.StoredRecord;
import io.ida.cli.faults.Snapshot.TopicContent;
import io.ida.embedded.LocalBroker;
import io.ida.embedded.LocalRegistry;
import io.ida.schemas.EventSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes a {@link Snapshot} of what a stopped {@code ./ida up}, of whatever version, has in its data directory. The
 * arguments are the directory and the file; docs/upgrades.md has the commands.
 */
final class SnapshotWriter {
    private static final String[] STAGES = {"ida-decompose", "ida-assist", "ida-synthesize", "ida-distill"};
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> kafka;
    private final Map<TopicPartition, List<Long>> offsetsOfRecords = new HashMap<>();

    private SnapshotWriter(String bootstrapServers) {
        kafka = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        try (LocalBroker broker = LocalBroker.start(data.resolve("broker"));
                LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            SchemaRegistryClient schemas = EventSerdes.from(Map.of("schema.registry.url", registry.url()))
                    .client();
            Snapshot snapshot = new SnapshotWriter(broker.bootstrapServers()).snapshot(admin, schemas);
            Snapshot.JSON
                    .writer(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(Path.of(arguments[1]).toFile(), snapshot);
        }
    }

    private Snapshot snapshot(Admin admin, SchemaRegistryClient schemas)
            throws ExecutionException, InterruptedException, IOException, RestClientException {
        List<TopicContent> topics = new ArrayList<>();
        for (String topic : new TreeSet<>(admin.listTopics().names().get())) {
            if (!topic.startsWith("_")) {
                topics.add(content(topic, admin));
            }
        }
        Map<String, Map<String, Map<Integer, Long>>> groups = new LinkedHashMap<>();
        for (String stage : STAGES) {
            groups.put(stage, read(stage, admin));
        }
        return new Snapshot(schemas(schemas), topics, groups);
    }

    private static List<RegisteredSchema> schemas(SchemaRegistryClient client) throws IOException, RestClientException {
        Map<String, SchemaMetadata> bySubject = new TreeMap<>();
        for (String subject : client.getAllSubjects()) {
            bySubject.put(subject, client.getLatestSchemaMetadata(subject));
        }
        List<RegisteredSchema> schemas = new ArrayList<>();
        Set<Integer> written = new HashSet<>();
        bySubject.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().getId()))
                .forEach(entry -> {
                    int id = entry.getValue().getId();
                    String schema = written.add(id) ? entry.getValue().getSchema() : null;
                    schemas.add(new RegisteredSchema(id, entry.getKey(), schema));
                });
        return schemas;
    }

    private TopicContent content(String topic, Admin admin) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        Map<String, String> own = new TreeMap<>();
        config.entries().stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> own.put(entry.name(), entry.value()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            boolean compacted = own.getOrDefault("cleanup.policy", "").contains("compact");
            return new TopicContent(topic, partitions.size(), own, records(consumer, partitions, compacted));
        }
    }

    /** All records; of a compacted topic only the last of each key, unless that deletes it. */
    private List<StoredRecord> records(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, boolean compacted) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, StoredRecord> last = new LinkedHashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(read.topic(), read.partition());
                offsetsOfRecords
                        .computeIfAbsent(partition, first -> new ArrayList<>())
                        .add(read.offset());
                String identity = read.partition() + (compacted ? Arrays.toString(read.key()) : "@" + read.offset());
                last.remove(identity);
                last.put(identity, new StoredRecord(read.partition(), read.timestamp(), read.key(), read.value()));
            }
        }
        return last.values().stream()
                .filter(record -> !compacted || record.value() != null)
                .toList();
    }

    /** Offsets count the markers of transactions, which a restored topic does not have. */
    private Map<String, Map<Integer, Long>> read(String group, Admin admin)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<String, Map<Integer, Long>> read = new TreeMap<>();
        committed.forEach((partition, offset) -> {
            long count = offsetsOfRecords.getOrDefault(partition, List.of()).stream()
                    .filter(record -> record < offset.offset())
                    .count();
            read.computeIfAbsent(partition.topic(), topic -> new TreeMap<>()).put(partition.partition(), count);
        });
        return read;
    }
}
