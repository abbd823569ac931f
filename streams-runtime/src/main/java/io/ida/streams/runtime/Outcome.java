package io.ida.streams.runtime;

/** What came of a slow call, for one request. */
public sealed interface Outcome<R> {
    /** The call returned this reply. */
    record Replied<R>(R reply) implements Outcome<R> {}

    /** The call, which may have been about other requests too, threw this. */
    record Failed<R>(Throwable cause) implements Outcome<R> {}

    /** The deadline passed before a call began. */
    record Expired<R>() implements Outcome<R> {}
}
