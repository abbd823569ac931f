package io.ida.streams.decompose;

import static io.ida.streams.decompose.DecomposeDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Question;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The headers of a trace, with and without spans; that nothing is sampled spares a collector. */
class TracingTest {
    private static final Map<String, String> SPANS =
            Map.of("tracing.endpoint", "http://localhost:1/v1/traces", "tracing.sample.ratio", "0");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-";
    private static final String PUBLISHED = TRACE + "00f067aa0ba902b7-00";

    @Test
    void withoutSpansThePublishersHeadersGoOnAndNoOthers() {
        try (DecomposeDriver stage = new DecomposeDriver()) {
            ask(stage, PUBLISHED);

            assertThat(stage.decompositions())
                    .hasSize(3)
                    .allSatisfy(record -> assertThat(record.getHeaders()).isEqualTo(headers(PUBLISHED, "vendor=x")));
            assertThat(stage.assists())
                    .hasSize(4)
                    .allSatisfy(record -> assertThat(record.getHeaders()).isEqualTo(headers(PUBLISHED, "vendor=x")));
        }
    }

    @Test
    void withoutSpansAQuestionWithoutATraceGetsNone() {
        try (DecomposeDriver stage = new DecomposeDriver()) {
            stage.ask(Questions.powering("q").build());

            assertThat(stage.decompositions())
                    .hasSize(1)
                    .allSatisfy(record -> assertThat(record.getHeaders()).isEmpty());
        }
    }

    @Test
    void withSpansEveryQuestionHasItsOwnInTheTraceOfThePublisher() {
        try (DecomposeDriver stage = new DecomposeDriver(SPANS)) {
            ask(stage, PUBLISHED);

            assertThat(stage.decompositions())
                    .extracting(record -> parent(record.getHeaders()))
                    .doesNotHaveDuplicates()
                    .hasSize(3)
                    .allSatisfy(parent -> assertThat(parent).startsWith(TRACE).isNotEqualTo(PUBLISHED));
            assertThat(stage.assists())
                    .extracting(record -> parent(record.getHeaders()))
                    .doesNotHaveDuplicates()
                    .hasSize(4)
                    .allSatisfy(parent -> assertThat(parent).startsWith(TRACE));
        }
    }

    @Test
    void aRefusalAnAnswerOfTheEnvironmentAndAFinishedNodeKeepTheTrace() {
        try (DecomposeDriver stage = new DecomposeDriver(SPANS)) {
            ask(stage, Questions.powering("refused").setText("?").build(), PUBLISHED);
            ask(stage, Questions.powering("primitive").setText("aa ^ 1").build(), PUBLISHED);
            ask(stage, Questions.powering("concluded").setText("aa ^ 2").build(), PUBLISHED);

            assertThat(stage.results())
                    .hasSize(3)
                    .allSatisfy(
                            record -> assertThat(parent(record.getHeaders())).startsWith(TRACE));
            assertThat(stage.amplifications())
                    .hasSize(1)
                    .allSatisfy(
                            record -> assertThat(parent(record.getHeaders())).startsWith(TRACE));
        }
    }

    private static void ask(DecomposeDriver stage, String traceparent) {
        ask(stage, Questions.wildcards("q").setDepth(2).setText("???aaa").build(), traceparent);
    }

    private static void ask(DecomposeDriver stage, Question question, String traceparent) {
        Headers headers = headers(traceparent, "vendor=x").add("other", new byte[] {1});
        stage.ask(new TestRecord<>(question.getId(), question, headers, START));
    }

    private static Headers headers(String traceparent, String tracestate) {
        return new RecordHeaders()
                .add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8))
                .add("tracestate", tracestate.getBytes(StandardCharsets.UTF_8));
    }

    private static String parent(Headers headers) {
        return new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }
}
