package io.ida.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of W3C Trace Context on records. */
public final class TraceHeaders {
    /** Trace, span that the record is about, and whether the trace is sampled. */
    public static final String PARENT = "traceparent";
    /** What vendors add to it. */
    public static final String STATE = "tracestate";

    /** What every vendor must hand on; of a longer state nothing is, for every record of a tree carries it. */
    static final int MAX_STATE_LENGTH = 512;

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final Getter GETTER = new Getter();

    private TraceHeaders() {}

    /** A copy of those headers that are of the trace; empty if there are none. */
    public static Headers only(Headers headers) {
        RecordHeaders few = new RecordHeaders();
        copy(headers, PARENT, few);
        copy(headers, STATE, few);
        return few;
    }

    private static void copy(Headers from, String name, Headers to) {
        Header header = from.lastHeader(name);
        if (header != null) {
            to.add(header);
        }
    }

    /** Reads them; invalid if the parent is missing or not as the standard says. */
    static SpanContext read(Headers headers) {
        return headers.lastHeader(PARENT) == null
                ? SpanContext.getInvalid()
                : Span.fromContext(W3C.extract(Context.root(), headers, GETTER)).getSpanContext();
    }

    /** Writes them. */
    static Headers write(SpanContext span) {
        RecordHeaders headers = new RecordHeaders();
        W3C.inject(
                Context.root().with(Span.wrap(span)),
                headers,
                (into, name, value) -> into.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static final class Getter implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(PARENT, STATE);
        }

        @Override
        public String get(Headers headers, String name) {
            Header header = headers.lastHeader(name);
            boolean absent = header == null || header.value() == null;
            if (absent || name.equals(STATE) && header.value().length > MAX_STATE_LENGTH) {
                return null;
            }
            return new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
