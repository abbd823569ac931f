package io.ida.streams.runtime;

import io.ida.tracing.Tracing;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Where tasks find the tracing of their stage. */
public final class StageTracing {
    /** Under which Kafka Streams hands it to tasks. */
    static final String KEY = "ida.tracing";

    private StageTracing() {}

    /** That of a task's stage; call it in {@code init}. */
    public static Tracing of(ProcessorContext<?, ?> context) {
        return context.appConfigs().get(KEY) instanceof Tracing tracing ? tracing : Tracing.OFF;
    }
}
