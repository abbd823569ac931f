package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.schemas.RegistryUnavailableException;
import io.ida.streams.runtime.DeadLetter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterViewTest {
    private static final byte[] EVENT_OF_SCHEMA_1 =
            ByteBuffer.allocate(8).put((byte) 0).putInt(1).array();
    private static final byte[] NO_EVENT = {7, 7};

    private final LetterView view = new LetterView(
            new Clients(Map.of("bootstrap.servers", "any:9092", "schema.registry.url", "http://localhost:1")));

    @Test
    void withoutTheRegistryAnEventIsNotTakenForSomethingElse() {
        assertThatThrownBy(() -> view.of(letter(EVENT_OF_SCHEMA_1), false))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("The schema registry is not reachable");
    }

    @Test
    void whatIsNoEventIsShownAsBytes() {
        assertThat(view.of(letter(NO_EVENT), false).path("bytes").asText()).isEqualTo("0707");
    }

    private static LetterRecord letter(byte[] value) {
        Headers headers =
                DeadLetter.headers(new RecordHeaders(), "decompose", "why", null, "ida.questions", 2, 7, 1234);
        return new LetterRecord(new ConsumerRecord<>(
                "ida.dead-letters",
                0,
                5,
                9,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
    }
}
