package io.ida.training;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes dead letters: the original bytes and headers, and headers that say why and where from.
 *
 * @param topic name of the topic of dead letters
 */
record DeadLetters(String topic) {
    static final String STAGE = "training";

    ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> origin, String reason, Throwable exceptionOrNull) {
        Headers headers = new RecordHeaders(origin.headers());
        put(headers, "ida.error.reason", reason);
        if (exceptionOrNull != null) {
            put(headers, "ida.error.exception", exceptionOrNull.getClass().getName());
        }
        put(headers, "ida.origin.stage", STAGE);
        put(headers, "ida.origin.topic", origin.topic());
        put(headers, "ida.origin.partition", Integer.toString(origin.partition()));
        put(headers, "ida.origin.offset", Long.toString(origin.offset()));
        put(headers, "ida.origin.timestamp", Long.toString(origin.timestamp()));
        return new ProducerRecord<>(topic, null, null, origin.key(), origin.value(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
