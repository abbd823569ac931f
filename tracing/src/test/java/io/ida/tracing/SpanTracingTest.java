package io.ida.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.AnswerStatus;
import io.ida.tracing.Tracing.Call;
import io.ida.tracing.Tracing.Place;
import io.ida.tracing.Tracing.Work;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class SpanTracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHER = "00f067aa0ba902b7";
    private static final Headers PUBLISHED =
            new RecordHeaders().add("traceparent", ("00-" + TRACE + "-" + PUBLISHER + "-01").getBytes());
    private static final Headers NONE = new RecordHeaders();
    private static final Place PLACE = new Place("JoinAnswers", "ida.answers", 2, 17);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = SpanTracing.start(SimpleSpanProcessor.create(spans), 1, "ida-test");

    @Test
    void aQuestionLastsFromBeingAskedToItsAnswer() {
        Headers root = tracing.admitted("root", NONE, Answered.ASKED);

        tracing.answered(Answered.to("root"), root);

        SpanData span = only();
        assertThat(span.getName()).isEqualTo("question");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getStartEpochNanos()).isEqualTo(nanos(Answered.ASKED));
        assertThat(span.getEndEpochNanos()).isEqualTo(nanos(Answered.ENDED));
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getResource().getAttributes().asMap()).containsValue("ida-test");
        assertThat(span.getAttributes().asMap().values())
                .containsExactlyInAnyOrder("root", "task", 1L, "ANSWERED", "ASSISTANT table@4");
    }

    @Test
    void theRootIsAChildOfThePublishersSpanAndASubQuestionOfTheQuestionThatAskedIt() {
        Headers root = tracing.admitted("root", PUBLISHED, Answered.ASKED);
        Headers child = tracing.issued("root/0.0", root, Answered.ASKED.plusSeconds(1));
        Headers grandchild = tracing.issued("root/0.0/1.2", child, Answered.ASKED.plusSeconds(2));

        tracing.answered(Answered.to("root/0.0/1.2"), grandchild);
        tracing.answered(Answered.to("root/0.0"), child);
        tracing.answered(Answered.to("root"), root);

        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(all)
                .extracting(SpanData::getParentSpanId)
                .containsExactly(all.get(1).getSpanId(), all.get(2).getSpanId(), PUBLISHER);
        assertThat(all)
                .extracting(SpanData::getStartEpochNanos)
                .containsExactly(
                        nanos(Answered.ASKED.plusSeconds(2)),
                        nanos(Answered.ASKED.plusSeconds(1)),
                        nanos(Answered.ASKED));
    }

    @Test
    void whateverIsMadeAgainHasTheSameIds() {
        for (int time = 0; time < 2; time++) {
            tracing.process("root/0.0", NONE, PLACE).close();
            tracing.process("root/0.0", NONE, new Place("Another", "ida.answers", 2, 17))
                    .close();
            tracing.called("root/0.0", NONE, new Call("a", Answered.ASKED, Answered.ENDED, 1, false));
            tracing.answered(Answered.to("root/0.0"), NONE);
        }

        List<String> ids = spans.getFinishedSpanItems().stream()
                .map(span -> span.getTraceId() + span.getSpanId())
                .toList();
        assertThat(ids.subList(0, 4)).doesNotHaveDuplicates().isEqualTo(ids.subList(4, 8));
    }

    @Test
    void aStageWhoseForerunnersMakeNoSpansFindsTheTraceOfTheTree() {
        tracing.answered(Answered.to("root"), PUBLISHED);
        tracing.answered(Answered.to("root/0.0"), PUBLISHED);

        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(all)
                .extracting(SpanData::getParentSpanId)
                .containsExactly(PUBLISHER, all.get(0).getSpanId());
    }

    @Test
    void aCallIsPartOfItsQuestion() {
        Headers root = tracing.admitted("root", NONE, Answered.ASKED);

        tracing.called("root", root, new Call("a", Answered.ASKED, Answered.ENDED, 7, true));
        tracing.called("root", root, new Call("b", Answered.ENDED, Answered.ASKED, 1, false));

        List<SpanData> calls = spans.getFinishedSpanItems();
        assertThat(calls).extracting(SpanData::getParentSpanId).containsOnly(SpanIds.question("root"));
        assertThat(calls).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
        assertThat(calls)
                .extracting(call -> call.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
        assertThat(calls.get(0).getAttributes().asMap()).containsValue(7L);
        assertThat(calls.get(1).getStartEpochNanos()).isEqualTo(calls.get(1).getEndEpochNanos());
    }

    @Test
    void aRecordIsProcessedOnceThoughProcessorsHandItOn() {
        try (Work outer = tracing.process("root", NONE, PLACE)) {
            assertThat(MDC.get("trace_id")).isEqualTo(SpanIds.trace("root"));
            tracing.process("root", NONE, PLACE).close();
            assertThat(MDC.get("trace_id")).isNotNull();
        }
        assertThat(MDC.get("trace_id")).isNull();
        assertThat(only().getName()).isEqualTo("process ida.answers");
        assertThat(only().getAttributes().asMap().values()).contains("JoinAnswers", "ida.answers", "2", 17L);
    }

    @Test
    void whatFailsSaysByWhatAndNoMore() {
        try (Work work = tracing.process("root", NONE, PLACE)) {
            work.failed(new IllegalStateException("a secret"));
        }
        tracing.answered(Answered.to("root", AnswerStatus.TIMED_OUT), NONE);
        tracing.answered(Answered.to("root", AnswerStatus.CANNOT_ANSWER), NONE);

        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
        assertThat(spans.getFinishedSpanItems().get(0).getStatus().getDescription())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void whatIsNotSampledLeavesNoSpans() {
        Headers published =
                new RecordHeaders().add("traceparent", ("00-" + TRACE + "-" + PUBLISHER + "-00").getBytes());
        Headers root = tracing.admitted("root", published, Answered.ASKED);

        tracing.process("root", root, PLACE).close();
        tracing.called("root", root, new Call("a", Answered.ASKED, Answered.ENDED, 1, false));
        tracing.answered(Answered.to("root"), root);

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    private SpanData only() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().get(0);
    }

    private static long nanos(Instant time) {
        return TimeUnit.MILLISECONDS.toNanos(time.toEpochMilli());
    }
}
