package io.ida.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Starts spans with given ids: the SDK asks for them, on the thread that starts the span, and knows only random ones. */
final class DerivedIds implements IdGenerator {
    private final ThreadLocal<Ids> next = new ThreadLocal<>();

    private record Ids(String trace, String span) {}

    /** @param traceId matters only if the span has no parent */
    Span start(SpanBuilder span, String traceId, String spanId) {
        next.set(new Ids(traceId, spanId));
        try {
            return span.startSpan();
        } finally {
            next.remove();
        }
    }

    @Override
    public String generateTraceId() {
        return next.get().trace();
    }

    @Override
    public String generateSpanId() {
        return next.get().span();
    }
}
