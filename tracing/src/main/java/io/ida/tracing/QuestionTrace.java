package io.ida.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/**
 * Where a question stands in its trace: what the headers of a record about it say, and where they say nothing, what
 * follows from its id. Beside the question's span they have, in the member {@value #MEMBER} of the trace state, what its
 * span needs when it ends and what cannot be derived: the span of the publisher, and since when the question is asked.
 *
 * @param publisher the span that the root was published in
 * @param asked when the question was asked
 * @param others the trace state without this project's member
 */
record QuestionTrace(
        String traceId, TraceFlags flags, Optional<String> publisher, Optional<Instant> asked, TraceState others) {
    static final String MEMBER = "ida";

    private static final int MOST_MEMBERS = 32;
    private static final Pattern PUBLISHER = Pattern.compile("p:(?!0{16})([0-9a-f]{16})");
    private static final Pattern ASKED = Pattern.compile("t:([0-9]{1,15})");

    /** What the headers of a user's record say; empty if they say nothing, or nothing valid. */
    static Optional<QuestionTrace> published(Headers headers) {
        SpanContext span = TraceHeaders.read(headers);
        return span.isValid()
                ? Optional.of(from(span, Optional.of(span.getSpanId()), Optional.empty()))
                : Optional.empty();
    }

    /** What the headers of a record about a question of a tree say; empty if they say nothing, or nothing valid. */
    static Optional<QuestionTrace> read(Headers headers) {
        SpanContext span = TraceHeaders.read(headers);
        String member = span.getTraceState().get(MEMBER);
        if (!span.isValid() || member == null) {
            return published(headers); // decompose makes no spans
        }
        return Optional.of(from(
                span,
                part(member, PUBLISHER),
                part(member, ASKED).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))));
    }

    /** The trace of a tree whose publisher has begun none. */
    static QuestionTrace derived(String questionId, TraceFlags flags) {
        return new QuestionTrace(
                SpanIds.trace(questionId), flags, Optional.empty(), Optional.empty(), TraceState.getDefault());
    }

    QuestionTrace askedAt(Instant time) {
        return new QuestionTrace(traceId, flags, publisher, Optional.of(time), others);
    }

    /** The headers of what is about a question. */
    Headers headers(String questionId) {
        List<String> parts = new ArrayList<>();
        publisher.ifPresent(span -> parts.add("p:" + span));
        asked.ifPresent(time -> parts.add("t:" + time.toEpochMilli()));
        return TraceHeaders.write(
                SpanContext.create(traceId, SpanIds.question(questionId), flags, stateWith(String.join(";", parts))));
    }

    /** The state with this project's member. Where there is no room for all, those changed longest ago give way: the last. */
    private TraceState stateWith(String member) {
        TraceStateBuilder state = others.toBuilder();
        Map<String, String> values = others.asMap();
        Deque<String> kept = new ArrayDeque<>(values.keySet());
        int length = length(MEMBER, member);
        for (Map.Entry<String, String> other : values.entrySet()) {
            length += 1 + length(other.getKey(), other.getValue());
        }
        while (kept.size() >= MOST_MEMBERS || length > TraceHeaders.MAX_STATE_LENGTH && !kept.isEmpty()) {
            String last = kept.removeLast();
            length -= 1 + length(last, values.get(last));
            state.remove(last);
        }
        return state.put(MEMBER, member).build();
    }

    private static int length(String name, String value) {
        return name.length() + 1 + value.length();
    }

    private static QuestionTrace from(SpanContext span, Optional<String> publisher, Optional<Instant> asked) {
        TraceState others = span.getTraceState().toBuilder().remove(MEMBER).build();
        return new QuestionTrace(span.getTraceId(), span.getTraceFlags(), publisher, asked, others);
    }

    private static Optional<String> part(String member, Pattern form) {
        return Stream.of(member.split(";"))
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(part -> part.group(1))
                .findFirst();
    }
}
