package io.ida.tracing;

import io.ida.events.Answer;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * What a process does about the traces of questions. The headers of a record about a question name the question's span,
 * so that whatever is about the same question carries the same headers. No method fails because of a header, or waits.
 * Safe for use by several threads.
 */
public interface Tracing extends AutoCloseable {
    /** Makes no spans, and hands on the headers that users published their questions with. */
    Tracing OFF = new HeadersOnly();

    /** Tracing as configured, for spans of a service of that name; {@link #OFF} if no endpoint is. */
    static Tracing start(TracingConfig config, String service) {
        return config.isOn() ? SpanTracing.start(config, service) : OFF;
    }

    /**
     * Headers for what is about a root question.
     *
     * @param published headers of the user's record
     */
    Headers admitted(String rootId, Headers published, Instant askedAt);

    /**
     * Headers for what is about a sub-question that is asked now.
     *
     * @param parents headers of what is about the question that asks
     */
    Headers issued(String questionId, Headers parents, Instant now);

    /**
     * A question ends: makes its span.
     *
     * @param headers of what is about the question
     */
    void answered(Answer answer, Headers headers);

    /**
     * A model was called with a question: makes the span of the call.
     *
     * @param headers of what is about the question
     */
    void called(String questionId, Headers headers, Call call);

    /**
     * This thread processes a record from now on. Within a record that it processes already, this is nothing.
     *
     * @param questionId the question that the record is about
     * @param headers of the record
     */
    Work process(String questionId, Headers headers, Place place);

    /** Sends the spans that have not been sent, for a few seconds at most. */
    @Override
    void close();

    /** The processing of a record, until closed, on the same thread. */
    interface Work extends AutoCloseable {
        /** Nothing. */
        Work NONE = new Work() {};

        /** Notes that it fails, and by what. */
        default void failed(Throwable thrown) {}

        @Override
        default void close() {}
    }

    /** Which processor reads which record. */
    record Place(String processor, String topic, int partition, long offset) {}

    /**
     * A call that has ended.
     *
     * @param id tells it from other calls about the same question, the same if the call is repeated after a crash
     * @param requests how many were in the call
     */
    record Call(String id, Instant began, Instant ended, int requests, boolean failed) {}
}
