package io.ida.training;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes what the job has to say together with how far it is, all or nothing. For one thread. */
final class Announcer implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> member;
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** Fences every earlier announcer with the same transactional id. */
    Announcer(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> member) {
        this.producer = producer;
        this.member = member;
        producer.initTransactions();
    }

    /**
     * Writes records and offsets; nothing if there are no records and the offsets are committed already. An exception
     * leaves open whether it happened: then only a new announcer can tell.
     */
    void commit(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> offsets) {
        if (records.isEmpty() && offsets.equals(committed)) {
            return;
        }
        producer.beginTransaction();
        records.forEach(producer::send);
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        producer.sendOffsetsToTransaction(positions, member.groupMetadata());
        producer.commitTransaction();
        committed.putAll(offsets);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
