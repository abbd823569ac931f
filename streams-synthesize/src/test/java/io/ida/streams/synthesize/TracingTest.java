package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Question;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The trace of a node is that of its round, whatever comes with answers, which people may write, too. */
class TracingTest extends RoundOfTwo {
    private static final Headers TRACE = new RecordHeaders()
            .add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8))
            .add("tracestate", "ida=t:1".getBytes(StandardCharsets.UTF_8));

    @Test
    void aNodeGoesOnWithTheHeadersOfItsRoundAndNoOthers() {
        stage.send(round, new RecordHeaders(TRACE.toArray()).add("ida.redriven", new byte[] {1}));
        stage.send(answer(left, "3"), answer(right, "1"));

        assertWritten(TRACE);
    }

    @Test
    void aRoundThatComesLastKeepsThemToo() {
        stage.send(answer(left, "3"), answer(right, "1"));
        stage.send(round, TRACE);

        assertWritten(TRACE);
    }

    @Test
    void anotherRoundKeepsThem() {
        Question powering = Trees.powering("p", 1, "aa ^ 9");
        Question half = child(powering, 0, 0, "aa ^ 4");
        stage.send(decomposition(powering, issued(0, half)), TRACE);
        stage.send(answer(half, "ae"));

        assertThat(stage.rounds())
                .hasSize(1)
                .allSatisfy(record -> assertThat(record.getHeaders()).isEqualTo(TRACE));
    }

    @Test
    void aNodeThatWaitedOverARestartKeepsThemWhenItExpires() {
        stage.send(round, TRACE);
        stage.restart(START.plusSeconds(1));
        stage.advance(Duration.ofSeconds(100));

        assertWritten(TRACE);
    }

    @Test
    void aNodeWithoutATraceHasNone() {
        stage.send(round, answer(left, "3"), answer(right, "1"));

        assertWritten(new RecordHeaders());
    }

    private void assertWritten(Headers headers) {
        List<TestRecord<String, ? extends SpecificRecord>> written = Stream.concat(
                        stage.amplifications().stream(), stage.results().stream())
                .<TestRecord<String, ? extends SpecificRecord>>map(record -> record)
                .toList();
        assertThat(written)
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.getHeaders()).isEqualTo(headers));
    }
}
