package io.ida.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final Instant ASKED = Instant.ofEpochMilli(1_000);

    private final Tracing tracing = on(1);

    @Test
    void whoeverMakesNoSpansHandsOnWhatThePublisherSent() {
        Headers published = headers("00-" + TRACE + "-" + PUBLISHER + "-01", "vendor=x");
        published.add("other", new byte[0]);

        Headers admitted = Tracing.OFF.admitted("root", published, ASKED);

        assertThat(text(admitted)).isEqualTo("traceparent=00-" + TRACE + "-" + PUBLISHER + "-01 tracestate=vendor=x");
        assertThat(Tracing.OFF.issued("root/0.0", admitted, ASKED)).isSameAs(admitted);
        assertThat(Tracing.OFF.admitted("root", new RecordHeaders(), ASKED)).isEmpty();
    }

    @Test
    void headersNameTheQuestionAndRememberThePublisher() {
        Headers admitted =
                tracing.admitted("root", headers("00-" + TRACE + "-" + PUBLISHER + "-01", "vendor=x"), ASKED);
        Headers issued = tracing.issued("root/0.0", admitted, ASKED.plusMillis(5));

        assertThat(text(admitted))
                .isEqualTo("traceparent=00-" + TRACE + "-" + SpanIds.question("root") + "-01 tracestate=ida=p:"
                        + PUBLISHER + ";t:1000,vendor=x");
        assertThat(text(issued))
                .isEqualTo("traceparent=00-" + TRACE + "-" + SpanIds.question("root/0.0") + "-01 tracestate=ida=p:"
                        + PUBLISHER + ";t:1005,vendor=x");
    }

    /** As docs/tracing.md shows: {@code printf root | sha256sum}. */
    @Test
    void withoutAPublishersTraceItIsTheHashOfTheRoot() {
        String hash = "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2";

        Headers admitted = tracing.admitted("root", new RecordHeaders(), ASKED);

        assertThat(text(admitted))
                .isEqualTo("traceparent=00-" + hash.substring(0, 32) + "-" + hash.substring(32, 48)
                        + "-01 tracestate=ida=t:1000");
    }

    @Test
    void aPublishersDecisionNotToSampleIsKept() {
        Headers published = headers("00-" + TRACE + "-" + PUBLISHER + "-00", "");

        Headers admitted = tracing.admitted("root", published, ASKED);

        assertThat(text(tracing.issued("root/0.0", admitted, ASKED)))
                .startsWith("traceparent=00-" + TRACE + "-" + SpanIds.question("root/0.0") + "-00");
    }

    @Test
    void aShareOfTheOtherQuestionsIsSampledTheSameByEveryStage() {
        Tracing half = on(0.5);
        Tracing otherStage = on(0.5);

        long sampled = IntStream.range(0, 1000)
                .mapToObj(number -> "root-" + number)
                .filter(root ->
                        text(half.admitted(root, new RecordHeaders(), ASKED)).contains("-01 "))
                .peek(root -> assertThat(text(otherStage.issued(root + "/0.0", new RecordHeaders(), ASKED)))
                        .contains("-01 "))
                .count();

        assertThat(sampled).isBetween(400L, 600L);
    }

    @Test
    void whatIsNotAsTheStandardSaysBeginsATraceOfItsOwn() {
        Headers derived = tracing.admitted("root", new RecordHeaders(), ASKED);

        for (String parent : new String[] {
            "", "nonsense", "00-" + "0".repeat(32) + "-" + PUBLISHER + "-01", "ff-" + TRACE + "-" + PUBLISHER + "-01"
        }) {
            assertThat(text(tracing.admitted("root", headers(parent, "vendor=x"), ASKED)))
                    .as(parent)
                    .isEqualTo(text(derived));
            assertThat(Tracing.OFF.admitted("root", headers(parent, ""), ASKED))
                    .as(parent)
                    .isEmpty();
        }
        Headers withoutValue = new RecordHeaders().add("traceparent", null);
        assertThat(text(tracing.admitted("root", withoutValue, ASKED))).isEqualTo(text(derived));
    }

    @Test
    void statesThatAreTooLongAreDroppedAndFullOnesLoseTheirLastMember() {
        String parent = "00-" + TRACE + "-" + PUBLISHER + "-01";
        String tooLong = "vendor=" + "x".repeat(250) + ",other=" + "y".repeat(255);
        String full =
                IntStream.range(0, 32).mapToObj(number -> "v" + number + "=x").collect(Collectors.joining(","));

        assertThat(text(tracing.admitted("root", headers(parent, tooLong), ASKED)))
                .endsWith("tracestate=ida=p:" + PUBLISHER + ";t:1000");
        assertThat(text(tracing.admitted("root", headers(parent, full), ASKED)))
                .contains("tracestate=ida=p:" + PUBLISHER + ";t:1000,v0=x,")
                .endsWith(",v30=x");
    }

    /** At 512 bytes the next stage drops a state whole, and with it what the question's span needs when it ends. */
    @Test
    void theLastMembersOfALongStateGiveWay() {
        String parent = "00-" + TRACE + "-" + PUBLISHER + "-01";
        String kept = "first=" + "x".repeat(240) + ",second=" + "y".repeat(210) + ",third=abcd";
        String member = "ida=p:" + PUBLISHER + ";t:1005";

        Headers admitted = tracing.admitted("root", headers(parent, kept + ",fourth=1"), ASKED);
        Headers issued = tracing.issued("root/0.0", admitted, ASKED.plusMillis(5));

        assertThat((kept + ",fourth=1").length()).isLessThanOrEqualTo(512);
        assertThat((member + "," + kept + ",fourth=1").length()).isGreaterThan(512);
        assertThat(text(issued)).endsWith(" tracestate=" + member + "," + kept);
    }

    @Test
    void whatThePipelineWroteIntoTheStateOfAResultCountsNothingInANewQuestion() {
        Headers result = headers("00-" + TRACE + "-" + PUBLISHER + "-01", "ida=p:1111111111111111;t:1,vendor=x");

        assertThat(text(tracing.admitted("next", result, ASKED)))
                .endsWith("tracestate=ida=p:" + PUBLISHER + ";t:1000,vendor=x");
    }

    @Test
    void aGarbledMemberOfTheStateIsNoReasonToFail() {
        for (String member : new String[] {"", "p:", "p:0000000000000000;t:x", ";;;", "t:99999999999999999999"}) {
            Headers headers = headers("00-" + TRACE + "-" + PUBLISHER + "-01", "ida=" + member);

            tracing.answered(Answered.to("root"), headers);

            assertThat(text(tracing.issued("root/0.0", headers, ASKED))).contains(TRACE);
        }
    }

    @Test
    void onlyTheHeadersOfTheTraceAreKept() {
        Headers headers = headers("parent", "state");
        headers.add("ida.redriven", new byte[] {1});

        assertThat(text(TraceHeaders.only(headers))).isEqualTo("traceparent=parent tracestate=state");
        assertThat(TraceHeaders.only(new RecordHeaders())).isEmpty();
    }

    private static Tracing on(double sampleRatio) {
        return SpanTracing.start(SimpleSpanProcessor.create(InMemorySpanExporter.create()), sampleRatio, "test");
    }

    private static Headers headers(String parent, String state) {
        return new RecordHeaders()
                .add("traceparent", parent.getBytes(StandardCharsets.UTF_8))
                .add("tracestate", state.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers) {
        StringBuilder text = new StringBuilder();
        for (Header header : headers) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(header.key())
                    .append('=')
                    .append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
