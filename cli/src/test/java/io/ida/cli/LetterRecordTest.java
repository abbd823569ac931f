package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.streams.runtime.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterRecordTest {
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2, 3};

    @Test
    void whatIsSentAgainIsTheRecordAsItWasMarkedAsSentAgain() {
        Headers own = new RecordHeaders().add("mine", KEY);
        Headers headers = DeadLetter.headers(own, "decompose", "why", null, "ida.questions", 2, 7, 1234);

        ProducerRecord<byte[], byte[]> original = letter(headers).original("ida.questions", 4);

        assertThat(original.key()).isEqualTo(KEY);
        assertThat(original.value()).isEqualTo(VALUE);
        assertThat(original.partition()).isEqualTo(2);
        assertThat(original.timestamp()).isEqualTo(1234);
        assertThat(original.headers()).extracting(Header::key).containsExactly("mine", DeadLetter.REDRIVEN);
    }

    private static LetterRecord letter(Headers headers) {
        return new LetterRecord(new ConsumerRecord<>(
                "ida.dead-letters",
                0,
                5,
                9,
                TimestampType.CREATE_TIME,
                KEY.length,
                VALUE.length,
                KEY,
                VALUE,
                headers,
                java.util.Optional.empty()));
    }
}
