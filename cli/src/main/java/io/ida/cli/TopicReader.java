package io.ida.cli;

import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the committed events of a topic, all partitions, without a consumer group. For one thread. */
final class TopicReader<V extends SpecificRecord> implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<V> deserializer;
    private final Complaints complaints;

    /**
     * Looks at the end of the topic: what is written from now on will be read.
     *
     * @param complaints hears of records that are no events of the topic; they are left out
     */
    TopicReader(Clients clients, Topic<V> topic, Complaints complaints) {
        this.complaints = complaints;
        deserializer = clients.serdes().of(topic).deserializer();
        consumer = clients.consumer();
        try {
            List<TopicPartition> partitions = partitions(consumer, topic.name());
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Partitions of a topic that must be there. */
    static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new IllegalStateException("The cluster has no topic " + topic + ". Run './ida topics apply'.");
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Goes back to the oldest events that the topic still has. */
    void rewind() {
        consumer.seekToBeginning(consumer.assignment());
    }

    /** The next events; none if none come within the time. */
    List<V> poll(Duration timeout) {
        List<V> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(timeout)) {
            try {
                V event = deserializer.deserialize(read.topic(), read.value());
                if (event != null) {
                    events.add(event);
                }
            } catch (RegistryUnavailableException notNow) {
                throw notNow; // nothing is wrong with the record
            } catch (SerializationException wrong) {
                complaints.say(read.topic() + "-" + read.partition() + "@" + read.offset() + ": " + wrong.getMessage());
            }
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
