package io.ida.cli;

import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of the topic of dead letters: what its headers say, and the record it once was. */
record LetterRecord(ConsumerRecord<byte[], byte[]> letter) {
    private static final String BROKEN_BY_STREAMS = "__streams.errors.";

    /** The value of a header, if the letter has it. */
    Optional<String> header(String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Where the record was read, as {@code topic-partition@offset}; what is not known is a question mark. */
    String origin() {
        return header(DeadLetter.TOPIC).orElse("?") + "-"
                + header(DeadLetter.PARTITION).orElse("?") + "@"
                + header(DeadLetter.OFFSET).orElse("?");
    }

    /** Where the record was read, if the letter says all of it: no other record was there. */
    Optional<String> wholeOrigin() {
        boolean isWhole = topic().isPresent()
                && header(DeadLetter.PARTITION).isPresent()
                && header(DeadLetter.OFFSET).isPresent();
        return isWhole ? Optional.of(origin()) : Optional.empty();
    }

    /** The key as text; null if there is none. */
    String key() {
        return letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8);
    }

    /** The topic the record came from, if the letter says so. */
    Optional<String> topic() {
        return header(DeadLetter.TOPIC);
    }

    /** Why the letter is not the whole record, if it is not. */
    Optional<String> leftOut() {
        return header(DeadLetter.LEFT_OUT);
    }

    /**
     * The record as it was: its bytes, its timestamp, and its own headers; marked as sent again.
     *
     * @param partitions how many partitions the topic of origin has now; it goes back to its own if that still exists
     */
    ProducerRecord<byte[], byte[]> original(String topic, int partitions) {
        Integer partition = number(DeadLetter.PARTITION)
                .map(Long::intValue)
                .filter(known -> known >= 0 && known < partitions)
                .orElse(null);
        Long timestamp =
                number(DeadLetter.TIMESTAMP).filter(known -> known >= 0).orElse(null);
        Headers headers = ownHeaders();
        headers.remove(DeadLetter.REDRIVEN);
        headers.add(DeadLetter.REDRIVEN, Long.toString(letter.offset()).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(topic, partition, timestamp, letter.key(), letter.value(), headers);
    }

    /** The headers of the record as it was. */
    Headers ownHeaders() {
        Headers own = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!isOfLetter(header.key())) {
                own.add(header);
            }
        }
        return own;
    }

    private static boolean isOfLetter(String name) {
        for (String prefix : DeadLetter.PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return name.startsWith(BROKEN_BY_STREAMS);
    }

    private Optional<Long> number(String name) {
        return header(name).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
    }
}
