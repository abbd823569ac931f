package io.ida.streams.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Writes the dead letters of a stage: with the whole record where it is known and has room, else with what is left, and
 * a header that says so.
 *
 * @param stage name of the stage
 * @param topic name of the topic of dead letters
 * @param maxBytes size of the largest letter
 */
record LetterWriter(String stage, String topic, int maxBytes) {
    private static final int MAX_REASON_LENGTH = 4_000;
    private static final int RECORD_OVERHEAD = 100;
    private static final int HEADER_OVERHEAD = 10;

    /** What went wrong with which record. */
    record Fault(ErrorHandlerContext context, String reason, Exception exception) {}

    /** The letter of a record that was read. */
    ProducerRecord<byte[], byte[]> ofRecord(Fault fault, byte[] key, byte[] value, Headers headers) {
        Headers few = described(fault, new RecordHeaders(), fault.context().topic());
        DeadLetter.put(few, DeadLetter.LEFT_OUT, "The record has no room in a letter of " + maxBytes + " bytes.");
        return firstWithRoom(List.of(
                letter(key, value, described(fault, headers, fault.context().topic())),
                letter(key, null, few),
                letter(null, null, few)));
    }

    /** The letter of something that is no record, or that has lost its bytes; there is its key. */
    ProducerRecord<byte[], byte[]> ofKey(Fault fault, Object key) {
        Headers few = described(fault, new RecordHeaders(), fault.context().topic());
        DeadLetter.put(few, DeadLetter.LEFT_OUT, "The bytes of the record, if there was one, are not known any more.");
        return ofKey(key, few);
    }

    /** The letter of something that comes from a store, and not from the record that was read; there is its key. */
    ProducerRecord<byte[], byte[]> ofStored(Fault fault, Object key) {
        Headers few = described(fault, new RecordHeaders(), null);
        DeadLetter.put(few, DeadLetter.LEFT_OUT, "It comes from the state of the stage, and from no record.");
        return ofKey(key, few);
    }

    private ProducerRecord<byte[], byte[]> ofKey(Object key, Headers few) {
        byte[] known = key instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
        return firstWithRoom(List.of(letter(known, null, few), letter(null, null, few)));
    }

    /** @param origin topic that the record was read from; null if none was */
    private Headers described(Fault fault, Headers original, String origin) {
        String reason = fault.reason().length() <= MAX_REASON_LENGTH
                ? fault.reason()
                : fault.reason().substring(0, MAX_REASON_LENGTH) + "…";
        return DeadLetter.headers(
                original,
                stage,
                reason,
                fault.exception(),
                origin,
                fault.context().partition(),
                fault.context().offset(),
                fault.context().timestamp());
    }

    private ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, Headers headers) {
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    private ProducerRecord<byte[], byte[]> firstWithRoom(List<ProducerRecord<byte[], byte[]>> letters) {
        return letters.stream()
                .filter(letter -> mostBytes(letter) <= maxBytes)
                .findFirst()
                .orElse(letters.get(letters.size() - 1));
    }

    /** No less than what a producer counts. */
    private static long mostBytes(ProducerRecord<byte[], byte[]> letter) {
        long bytes = RECORD_OVERHEAD + length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            bytes += HEADER_OVERHEAD + 3L * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
