package io.ida.cli;

import io.ida.events.Redriven;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.DeadLetter;
import io.ida.training.Cluster;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends dead letters back to where they came from, each record once however many letters it has: the records and the
 * notes that they were sent are one transaction, and a second redrive at the same time fences the first. For one thread.
 */
final class Redrive implements AutoCloseable {
    private static final int BATCH = 500;

    private final Cluster cluster;
    private final Producer<byte[], byte[]> producer;
    private final LetterBox box;
    private final Map<String, Integer> topics;
    private final Predicate<LetterRecord> wanted;
    private final Complaints complaints;
    private int sent;

    private int left;

    /**
     * @param wanted which letters to send; the others stay as they are
     * @param complaints hears of letters that cannot be sent back
     */
    Redrive(Clients clients, Predicate<LetterRecord> wanted, Complaints complaints) {
        this.wanted = wanted;
        this.complaints = complaints;
        cluster = clients.cluster();
        producer = clients.transactional(id(clients.topics()));
        try {
            producer.initTransactions();
            box = new LetterBox(clients, complaints);
            topics = box.topics();
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** The transactional id of all redrives. */
    static String id(Topics topics) {
        return topics.deadLetters() + "-redrive";
    }

    /** Redrives every wanted letter that was not redriven. */
    void all() {
        box.partitions().forEach(this::partition);
    }

    /** Redrives the wanted letters of one partition that were not redriven. */
    void partition(int partition) {
        List<LetterRecord> batch = new ArrayList<>();
        box.read(partition, 0, box.end(partition), letter -> {
            if (!box.isRedriven(letter) && wanted.test(letter)) {
                batch.add(letter);
            }
            if (batch.size() == BATCH) {
                send(batch);
            }
        });
        send(batch);
    }

    /** Redrives one letter, unless it was redriven. */
    void one(int partition, long offset) {
        List<LetterRecord> found = new ArrayList<>();
        box.read(partition, offset, offset + 1, found::add);
        if (found.isEmpty()) {
            complaints.say(LetterBox.key(partition, offset) + " is no dead letter.");
            left++;
        } else if (box.isRedriven(found.get(0))) {
            complaints.say(LetterBox.key(partition, offset) + " was redriven already.");
        } else {
            send(found);
        }
    }

    /** How many letters were sent back. */
    int sent() {
        return sent;
    }

    /** How many letters could not be sent back. */
    int left() {
        return left;
    }

    @Override
    public void close() {
        box.close();
        producer.close();
    }

    private void send(List<LetterRecord> batch) {
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        try {
            batch.forEach(this::send);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
        batch.clear();
    }

    private void send(LetterRecord letter) {
        String topic = letter.topic().orElse(null);
        if (box.isRedriven(letter)) {
            return; // by another letter of the batch
        }
        if (letter.leftOut().isPresent()) {
            leave(letter, "is not the whole record from " + letter.origin());
        } else if (topic == null) {
            leave(letter, "has no header " + DeadLetter.TOPIC);
        } else if (!topics.containsKey(topic)) {
            leave(letter, "is from " + topic + ", which the cluster does not have");
        } else {
            producer.send(letter.original(topic, topics.get(topic)));
            producer.send(note(letter, topic));
            box.redrive(letter);
            sent++;
        }
    }

    private ProducerRecord<byte[], byte[]> note(LetterRecord letter, String topic) {
        int partition = letter.letter().partition();
        long offset = letter.letter().offset();
        Redriven redriven = new Redriven(
                partition,
                offset,
                topic,
                letter.wholeOrigin().orElse(null),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return cluster.record(cluster.topics().redriven(), LetterBox.key(partition, offset), redriven);
    }

    private void leave(LetterRecord letter, String why) {
        complaints.say(LetterBox.key(letter) + " " + why + ": left.");
        left++;
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException alsoBad) {
            cause.addSuppressed(alsoBad);
        }
    }
}
