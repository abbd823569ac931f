package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    @Test
    void aDeadLetterHasTheOriginalBytesAndHeadersAndSaysWhyAndWhereFrom() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mine", new byte[] {9});
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>(
                "ida.traces",
                3,
                42L,
                1234L,
                TimestampType.CREATE_TIME,
                1,
                1,
                new byte[] {1},
                new byte[] {2},
                headers,
                Optional.empty());

        ProducerRecord<byte[], byte[]> letter =
                new DeadLetters("ida.dead-letters").letter(origin, "no Avro", new IllegalStateException("x"));

        assertThat(letter.topic()).isEqualTo("ida.dead-letters");
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2);
        assertThat(letter.headers().lastHeader("mine").value()).containsExactly(9);
        assertThat(header(letter, "ida.error.reason")).isEqualTo("no Avro");
        assertThat(header(letter, "ida.error.exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(header(letter, "ida.origin.stage")).isEqualTo("training");
        assertThat(header(letter, "ida.origin.topic")).isEqualTo("ida.traces");
        assertThat(header(letter, "ida.origin.partition")).isEqualTo("3");
        assertThat(header(letter, "ida.origin.offset")).isEqualTo("42");
        assertThat(header(letter, "ida.origin.timestamp")).isEqualTo("1234");
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
