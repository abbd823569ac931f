package io.ida.cli;

import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import io.ida.training.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what a topic has by now, committed events only. */
final class WholeTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private WholeTopic() {}

    /** Takes an event in. */
    interface Visitor<V> {
        void see(int partition, long offset, V event);
    }

    /** @param complaints hears of records that are no events of the topic; they are left out */
    static <V extends SpecificRecord> void read(
            Cluster cluster, Topic<V> topic, Complaints complaints, Visitor<V> visitor) {
        Deserializer<V> decoder = cluster.serdes().of(topic).deserializer();
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions = Cluster.partitions(consumer, topic.name());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    V event = decode(decoder, record, complaints);
                    if (event != null) {
                        visitor.see(record.partition(), record.offset(), event);
                    }
                }
            }
        }
    }

    private static <V> V decode(Deserializer<V> decoder, ConsumerRecord<byte[], byte[]> record, Complaints complaints) {
        try {
            return decoder.deserialize(record.topic(), record.value());
        } catch (RegistryUnavailableException notNow) {
            throw notNow; // nothing is wrong with the record
        } catch (SerializationException e) {
            complaints.say(
                    "The record " + record.partition() + "@" + record.offset() + " is left out: " + e.getMessage());
            return null;
        }
    }
}
