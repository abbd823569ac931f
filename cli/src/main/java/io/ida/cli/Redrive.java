package io.ida.cli;

import io.ida.schemas.Topics;
import io.ida.streams.runtime.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends dead letters back to where they came from, each once: the letters and the note that they were sent are one
 * transaction, and a second redrive at the same time fences the first. For one thread.
 */
final class Redrive implements AutoCloseable {
    private static final int BATCH = 500;

    /** Kafka takes 4096 bytes of metadata with a committed offset. */
    private static final int METADATA_LIMIT = 4_000;

    private final Producer<byte[], byte[]> producer;
    private final LetterBox box;
    private final Map<String, Integer> topics;
    private final Predicate<LetterRecord> wanted;
    private final Complaints complaints;
    private int sent;

    /** End of what was looked at in the partition at hand. */
    private long handled;

    private int left;

    /**
     * @param wanted which letters to send; the others stay as they are
     * @param complaints hears of letters that cannot be sent back
     */
    Redrive(Clients clients, Predicate<LetterRecord> wanted, Complaints complaints) {
        this.wanted = wanted;
        this.complaints = complaints;
        producer = clients.transactional(id(clients.topics()));
        try {
            producer.initTransactions();
            box = new LetterBox(clients);
            topics = box.topics();
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** The transactional id of all redrives, and the group that notes what was sent. */
    static String id(Topics topics) {
        return topics.deadLetters() + "-redrive";
    }

    /** Redrives every wanted letter that was not redriven. */
    void all() {
        box.partitions().forEach(this::partition);
    }

    /** Redrives the wanted letters of one partition that were not redriven. */
    void partition(int partition) {
        range(partition, box.redriven(partition).next(), box.end(partition));
    }

    /** Redrives one letter, unless it was redriven. */
    void one(int partition, long offset) {
        if (box.redriven(partition).contains(offset)) {
            complaints.say(partition + "@" + offset + " was redriven already.");
            return;
        }
        int before = sent + left;
        range(partition, offset, offset + 1);
        if (sent + left == before) {
            complaints.say(partition + "@" + offset + " is no dead letter.");
            left++;
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

    private void range(int partition, long from, long to) {
        List<LetterRecord> batch = new ArrayList<>();
        handled = from;
        box.read(partition, from, to, letter -> {
            batch.add(letter);
            if (batch.size() == BATCH) {
                send(partition, batch);
            }
        });
        send(partition, batch);
    }

    private void send(int partition, List<LetterRecord> batch) {
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        try {
            batch.forEach(letter -> send(letter, box.redriven(partition)));
            if (box.redriven(partition).metadata().length() > METADATA_LIMIT) {
                throw new IllegalStateException("Too many single letters of partition " + partition
                        + " were redriven to remember more: redrive the whole partition.");
            }
            producer.sendOffsetsToTransaction(box.commit(partition), box.group());
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
        batch.clear();
    }

    /** Notes what lies between the letter before and this one, too: transactions leave marks there. */
    private void send(LetterRecord letter, OffsetSet redriven) {
        long offset = letter.letter().offset();
        if (redriven.contains(offset) || (wanted.test(letter) && isSent(letter))) {
            redriven.add(handled, offset + 1);
        }
        handled = offset + 1;
    }

    private boolean isSent(LetterRecord letter) {
        String topic = letter.topic().orElse(null);
        if (letter.leftOut().isPresent()) {
            return leave(letter, "is not the whole record from " + letter.origin());
        }
        if (topic == null) {
            return leave(letter, "has no header " + DeadLetter.TOPIC);
        }
        if (!topics.containsKey(topic)) {
            return leave(letter, "is from " + topic + ", which the cluster does not have");
        }
        producer.send(letter.original(topic, topics.get(topic)));
        sent++;
        return true;
    }

    private boolean leave(LetterRecord letter, String why) {
        complaints.say(letter.letter().partition() + "@" + letter.letter().offset() + " " + why + ": left.");
        left++;
        return false;
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException alsoBad) {
            cause.addSuppressed(alsoBad);
        }
    }
}
