package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.Context;
import io.ida.schemas.EventSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class TracedTest {
    private static final Context EVENT = new Context("c", List.of("a -> b"));

    private final Serde<Context> events = new EventSerdes(new MockSchemaRegistryClient()).ofState(Context.class);
    private final Serde<Traced<Context>> serde = Traced.serde(events);

    @Test
    void anEventComesBackWithTheHeadersOfItsTraceAndNoOthers() {
        Headers trace = new RecordHeaders()
                .add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8))
                .add("tracestate", "ida=t:1".getBytes(StandardCharsets.UTF_8));
        Headers all = new RecordHeaders(trace.toArray()).add("other", new byte[] {1});

        Traced<Context> back = read(write(Traced.of(new Record<>("key", "any", 0, all), EVENT)));

        assertThat(back).isEqualTo(new Traced<>(EVENT, trace));
    }

    @Test
    void withoutHeadersTheBytesAreThoseOfTheEvent() {
        byte[] bytes = write(new Traced<>(EVENT, new RecordHeaders()));

        assertThat(bytes).isEqualTo(events.serializer().serialize("state", EVENT));
    }

    @Test
    void stateFromBeforeThereWereHeadersIsRead() {
        byte[] old = events.serializer().serialize("state", EVENT);

        assertThat(read(old)).isEqualTo(new Traced<>(EVENT, new RecordHeaders()));
        assertThat(read(null)).isNull();
    }

    @Test
    void whatIsCutShortIsNoEvent() {
        byte[] whole = write(new Traced<>(EVENT, new RecordHeaders().add("traceparent", new byte[50])));

        for (int length = 1; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(SerializationException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> read(part));
        }
    }

    private byte[] write(Traced<Context> traced) {
        return serde.serializer().serialize("state", traced);
    }

    private Traced<Context> read(byte[] bytes) {
        return serde.deserializer().deserialize("state", bytes);
    }
}
