package io.ida.tracing;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.slf4j.MDC;

/**
 * Makes spans with OpenTelemetry. A question's span has the spans of its sub-questions as children, and what stages do
 * about it. Spans wait in a bounded queue to be sent: where a collector does not keep up they are dropped.
 */
final class SpanTracing implements Tracing {
    /** Names the trace in lines of the log, as OpenTelemetry's own instrumentation does. */
    static final String LOG_KEY = "trace_id";

    private static final AttributeKey<String> QUESTION = AttributeKey.stringKey("ida.question.id");
    private static final AttributeKey<String> TASK = AttributeKey.stringKey("ida.task");
    private static final AttributeKey<Long> DEPTH = AttributeKey.longKey("ida.depth");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("ida.status");
    private static final AttributeKey<String> ANSWERED_BY = AttributeKey.stringKey("ida.answered.by");
    private static final AttributeKey<Long> REQUESTS = AttributeKey.longKey("ida.call.requests");
    private static final AttributeKey<String> PROCESSOR = AttributeKey.stringKey("ida.processor");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private static final long CLOSE_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final DerivedIds ids;
    private final Sampler sampler;
    private final String service;

    private SpanTracing(SdkTracerProvider provider, DerivedIds ids, double sampleRatio, String service) {
        this.service = service;
        this.provider = provider;
        this.ids = ids;
        tracer = provider.get("io.ida");
        sampler = Sampler.traceIdRatioBased(sampleRatio);
    }

    static SpanTracing start(TracingConfig config, String service) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(config.endpoint());
        config.headers().forEach(exporter::addHeader);
        return start(BatchSpanProcessor.builder(exporter.build()).build(), config.sampleRatio(), service);
    }

    /** @param spans gets what is made */
    static SpanTracing start(SpanProcessor spans, double sampleRatio, String service) {
        DerivedIds ids = new DerivedIds();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn()) // whether a tree is sampled is decided before
                .addSpanProcessor(spans)
                .build();
        return new SpanTracing(provider, ids, sampleRatio, service);
    }

    @Override
    public Headers admitted(String rootId, Headers published, Instant askedAt) {
        return QuestionTrace.published(published)
                .orElseGet(() -> derived(rootId))
                .askedAt(askedAt)
                .headers(rootId);
    }

    @Override
    public Headers issued(String questionId, Headers parents, Instant now) {
        return trace(questionId, parents).askedAt(now).headers(questionId);
    }

    @Override
    public void answered(Answer answer, Headers headers) {
        String id = answer.getQuestionId();
        QuestionTrace trace = trace(id, headers);
        if (!trace.flags().isSampled()) {
            return;
        }
        boolean root = SpanIds.isRoot(id);
        Optional<String> parent = root ? trace.publisher() : Optional.of(SpanIds.question(SpanIds.parent(id)));
        Instant asked = trace.asked().orElse(root ? answer.getAskedAt() : answer.getAnsweredAt());
        SpanBuilder span = under(parent, trace, "question")
                .setAttribute(QUESTION, id)
                .setAttribute(TASK, answer.getTask())
                .setAttribute(DEPTH, (long) answer.getDepth())
                .setAttribute(STATUS, answer.getStatus().name())
                .setAttribute(
                        ANSWERED_BY,
                        answer.getAnsweredBy().getKind() + " "
                                + answer.getAnsweredBy().getName() + "@"
                                + answer.getAnsweredBy().getVersion());
        boolean failed =
                !List.of(AnswerStatus.ANSWERED, AnswerStatus.CANNOT_ANSWER).contains(answer.getStatus());
        past(span, trace, SpanIds.question(id), asked, answer.getAnsweredAt(), failed);
    }

    @Override
    public void called(String questionId, Headers headers, Call call) {
        QuestionTrace trace = trace(questionId, headers);
        if (!trace.flags().isSampled()) {
            return;
        }
        SpanBuilder span = under(Optional.of(SpanIds.question(questionId)), trace, "call")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(QUESTION, questionId)
                .setAttribute(REQUESTS, (long) call.requests());
        String spanId = SpanIds.of(questionId, "call " + call.id());
        past(span, trace, spanId, call.began(), call.ended(), call.failed());
    }

    @Override
    public Work process(String questionId, Headers headers, Place place) {
        if (Span.current().getSpanContext().isValid()) {
            return Work.NONE;
        }
        QuestionTrace trace = trace(questionId, headers);
        if (!trace.flags().isSampled()) {
            return Work.NONE;
        }
        SpanBuilder span = under(Optional.of(SpanIds.question(questionId)), trace, "process " + place.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(QUESTION, questionId)
                .setAttribute(PROCESSOR, place.processor())
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, place.topic())
                .setAttribute(PARTITION, Integer.toString(place.partition()))
                .setAttribute(OFFSET, place.offset());
        String what = service + " " + place.processor() + " " + place.topic() + "-" + place.partition() + "@"
                + place.offset();
        String spanId = SpanIds.of(questionId, what);
        return new Processing(ids.start(span, trace.traceId(), spanId));
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private QuestionTrace trace(String questionId, Headers headers) {
        return QuestionTrace.read(headers).orElseGet(() -> derived(questionId));
    }

    private QuestionTrace derived(String questionId) {
        String traceId = SpanIds.trace(questionId);
        SamplingDecision decision = sampler.shouldSample(
                        Context.root(), traceId, "question", SpanKind.INTERNAL, Attributes.empty(), List.of())
                .getDecision();
        boolean sampled = decision == SamplingDecision.RECORD_AND_SAMPLE;
        return QuestionTrace.derived(questionId, sampled ? TraceFlags.getSampled() : TraceFlags.getDefault());
    }

    private SpanBuilder under(Optional<String> parent, QuestionTrace trace, String name) {
        Context context = parent.map(span ->
                        SpanContext.createFromRemoteParent(trace.traceId(), span, trace.flags(), trace.others()))
                .map(span -> Context.root().with(Span.wrap(span)))
                .orElse(Context.root());
        return tracer.spanBuilder(name).setParent(context);
    }

    private void past(
            SpanBuilder builder, QuestionTrace trace, String spanId, Instant began, Instant ended, boolean failed) {
        // The clocks of two machines may say that it ended before it began.
        Span span = ids.start(builder.setStartTimestamp(began.isAfter(ended) ? ended : began), trace.traceId(), spanId);
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(ended);
    }

    /** The current span of its thread, until closed. */
    private static final class Processing implements Work {
        private final Span span;
        private final Scope scope;

        Processing(Span span) {
            this.span = span;
            scope = span.makeCurrent();
            MDC.put(LOG_KEY, span.getSpanContext().getTraceId());
        }

        @Override
        public void failed(Throwable thrown) {
            span.setStatus(StatusCode.ERROR, thrown.getClass().getName()); // its message may quote the event
        }

        @Override
        public void close() {
            MDC.remove(LOG_KEY);
            scope.close();
            span.end();
        }
    }
}
