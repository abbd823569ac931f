package io.ida.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic of dead letters as it is now, and which of them were redriven. Several outputs of one record that fail leave
 * several letters of it: when one of them was redriven, all were. For one thread.
 */
final class LetterBox implements AutoCloseable {
    /** Gets letters one after the other. */
    @FunctionalInterface
    interface LetterReader {
        void read(LetterRecord letter);
    }

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;
    private final Set<String> redriven = new HashSet<>();
    private final Set<String> redrivenOrigins = new HashSet<>();

    /** @param complaints hears of records that do not say what was redriven */
    LetterBox(Clients clients, Complaints complaints) {
        topic = clients.topics().deadLetters();
        consumer = clients.consumer();
        try {
            partitions = TopicReader.partitions(consumer, topic);
            consumer.assign(partitions);
            beginnings = consumer.beginningOffsets(partitions);
            ends = consumer.endOffsets(partitions);
            WholeTopic.read(clients.cluster(), clients.topics().redriven(), complaints, (partition, offset, done) -> {
                redriven.add(key(done.getPartition(), done.getOffset()));
                done.getOrigin().ifPresent(redrivenOrigins::add);
            });
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** What tells a letter from all others. */
    static String key(int partition, long offset) {
        return partition + "@" + offset;
    }

    static String key(LetterRecord letter) {
        return key(letter.letter().partition(), letter.letter().offset());
    }

    /** Hands over every letter there is, partition by partition in order of offset. */
    void forEach(LetterReader letters) {
        for (TopicPartition partition : partitions) {
            read(partition.partition(), 0, Long.MAX_VALUE, letters);
        }
    }

    /** Hands over the letters of a partition from an offset, included, to another, excluded. */
    void read(int partition, long from, long to, LetterReader letters) {
        TopicPartition source = require(partition);
        long end = Math.min(to, ends.get(source));
        consumer.assign(List.of(source));
        consumer.seek(source, Math.max(from, beginnings.get(source)));
        while (consumer.position(source) < end) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                if (read.offset() < end) {
                    letters.read(new LetterRecord(read));
                }
            }
        }
    }

    boolean isRedriven(LetterRecord letter) {
        return redriven.contains(key(letter))
                || letter.wholeOrigin().filter(redrivenOrigins::contains).isPresent();
    }

    /** Takes note that a letter is being redriven. */
    void redrive(LetterRecord letter) {
        redriven.add(key(letter));
        letter.wholeOrigin().ifPresent(redrivenOrigins::add);
    }

    /** Numbers of the partitions. */
    List<Integer> partitions() {
        return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }

    /** End of a partition when the box was opened. */
    long end(int partition) {
        return ends.get(require(partition));
    }

    /** How many partitions each topic of the cluster has. */
    Map<String, Integer> topics() {
        Map<String, Integer> counts = new HashMap<>();
        consumer.listTopics().forEach((name, found) -> counts.put(name, found.size()));
        return counts;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private TopicPartition require(int partition) {
        TopicPartition wanted = new TopicPartition(topic, partition);
        Set<TopicPartition> known = Set.copyOf(partitions);
        if (!known.contains(wanted)) {
            throw new IllegalArgumentException(topic + " has no partition " + partition + ".");
        }
        return wanted;
    }
}
