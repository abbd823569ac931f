package io.ida.bench.faults;

import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed and hands it to audits. For one thread. */
final class TopicFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final EventSerdes serdes;
    private final List<Audit> audits;
    private final Map<String, Consumer<ConsumerRecord<String, byte[]>>> readers = new HashMap<>();

    /** Reads from the beginning, for several audits, and dead letters for another. */
    TopicFeed(Deployment deployment, List<Audit> audits, PoisonAudit poison) {
        this.audits = audits;
        serdes = deployment.serdes();
        Topics topics = deployment.topics();
        read(topics.results(), Audit::result);
        read(topics.traces(), Audit::row);
        read(topics.rejectedTraces(), Audit::row);
        read(topics.assists(), Audit::call);
        read(topics.answers(), Audit::subAnswer);
        readers.put(topics.deadLetters(), poison::letter);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", deployment.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(readers.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Takes what is there. */
    void poll() {
        consumer.poll(POLL).forEach(record -> readers.get(record.topic()).accept(record));
    }

    /** Takes everything that is committed by now. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private <V extends SpecificRecord> void read(Topic<V> topic, BiConsumer<Audit, V> part) {
        Deserializer<V> values = serdes.of(topic).deserializer();
        readers.put(topic.name(), record -> {
            if (!Poison.isKey(record.key())) {
                V value = values.deserialize(topic.name(), record.value());
                audits.forEach(audit -> part.accept(audit, value));
            }
        });
    }
}
