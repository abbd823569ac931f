package io.ida.tracing;

import io.ida.events.Answer;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Hands on the headers that came with a root, if they are valid. */
final class HeadersOnly implements Tracing {
    @Override
    public Headers admitted(String rootId, Headers published, Instant askedAt) {
        return published.lastHeader(TraceHeaders.PARENT) == null
                ? new RecordHeaders()
                : TraceHeaders.write(TraceHeaders.read(published));
    }

    @Override
    public Headers issued(String questionId, Headers parents, Instant now) {
        return parents;
    }

    @Override
    public void answered(Answer answer, Headers headers) {}

    @Override
    public void called(String questionId, Headers headers, Call call) {}

    @Override
    public Work process(String questionId, Headers headers, Place place) {
        return Work.NONE;
    }

    @Override
    public void close() {}
}
