package io.ida.streams.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.streams.runtime.LetterWriter.Fault;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
    private static final int MAX_BYTES = 2_000;
    private static final byte[] KEY = {1, 2, 3};

    private final LetterWriter letters = new LetterWriter("try", "ida.dead-letters", MAX_BYTES);
    private final Headers headers = new RecordHeaders().add("mine", KEY);

    @Test
    void aLetterIsTheWholeRecordWhereThereIsRoom() {
        ProducerRecord<byte[], byte[]> letter = letters.ofRecord(fault("why"), KEY, new byte[1_000], headers);

        assertThat(letter.topic()).isEqualTo("ida.dead-letters");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).hasSize(1_000);
        assertThat(letter.headers().lastHeader("mine").value()).isEqualTo(KEY);
        assertThat(header(letter, DeadLetter.REASON)).isEqualTo("why");
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("7");
        assertThat(header(letter, DeadLetter.LEFT_OUT)).isNull();
    }

    @Test
    void whatHasNoRoomIsLeftOutAndTheLetterSaysSo() {
        ProducerRecord<byte[], byte[]> letter = letters.ofRecord(fault("why"), KEY, new byte[MAX_BYTES], headers);

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("mine")).isNull();
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("ida.questions");
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("7");
        assertThat(header(letter, DeadLetter.LEFT_OUT)).contains("no room", "2000 bytes");
    }

    @Test
    void anEndlessKeyAndEndlessHeadersAreLeftOutToo() {
        ProducerRecord<byte[], byte[]> keyed = letters.ofRecord(fault("why"), new byte[MAX_BYTES], null, headers);
        assertThat(keyed.key()).isNull();
        assertThat(header(keyed, DeadLetter.LEFT_OUT)).isNotNull();

        headers.add("endless", new byte[MAX_BYTES]);
        ProducerRecord<byte[], byte[]> withHeaders = letters.ofRecord(fault("why"), KEY, KEY, headers);
        assertThat(withHeaders.headers().lastHeader("endless")).isNull();
        assertThat(header(withHeaders, DeadLetter.LEFT_OUT)).isNotNull();
    }

    @Test
    void anEventThatComesFromNoRecordIsKnownByItsKey() {
        ProducerRecord<byte[], byte[]> letter = letters.ofKey(new Fault(context(null), "why", null), "root");

        assertThat(letter.key()).isEqualTo("root".getBytes(UTF_8));
        assertThat(letter.value()).isNull();
        assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("try");
        assertThat(header(letter, DeadLetter.TOPIC)).isNull();
        assertThat(header(letter, DeadLetter.LEFT_OUT)).isNotNull();
    }

    @Test
    void aReasonIsCutShort() {
        LetterWriter wide = new LetterWriter("try", "ida.dead-letters", 10_000);
        assertThat(header(wide.ofKey(fault("x".repeat(5_000)), "root"), DeadLetter.REASON))
                .hasSize(4_001)
                .endsWith("…");
    }

    private static Fault fault(String reason) {
        return new Fault(context("ida.questions"), reason, new IllegalStateException(reason));
    }

    private static DefaultErrorHandlerContext context(String topic) {
        return new DefaultErrorHandlerContext(
                null, topic, 3, 7, new RecordHeaders(), "node", new TaskId(0, 3), 1234, null, null);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return letter.headers().lastHeader(name) == null
                ? null
                : new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
