package io.ida.streams.runtime;

import io.ida.monitoring.LoggedQuestion;
import io.ida.tracing.Tracing;
import io.ida.tracing.Tracing.Place;
import io.ida.tracing.Tracing.Work;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A processor of events: while it processes one, all that the stream thread logs names the question that the event is
 * about, and the trace of the question has a span. What a processor does in punctuations it has to name itself, by {@link
 * LoggedQuestion}.
 */
public final class WatchedProcessor<KI, VI, KO, VO> implements Processor<KI, VI, KO, VO> {
    private final Processor<KI, VI, KO, VO> watched;
    private ProcessorContext<KO, VO> context;
    private Tracing tracing = Tracing.OFF;

    private WatchedProcessor(Processor<KI, VI, KO, VO> watched) {
        this.watched = watched;
    }

    /** The same processors, watched. */
    public static <KI, VI, KO, VO> ProcessorSupplier<KI, VI, KO, VO> of(ProcessorSupplier<KI, VI, KO, VO> processors) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<KI, VI, KO, VO> get() {
                return new WatchedProcessor<>(processors.get());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return processors.stores();
            }
        };
    }

    @Override
    public void init(ProcessorContext<KO, VO> context) {
        this.context = context;
        tracing = StageTracing.of(context);
        watched.init(context);
    }

    @Override
    public void process(Record<KI, VI> record) {
        Optional<String> question = QuestionIds.of(record.value());
        if (question.isEmpty()) {
            watched.process(record);
            return;
        }
        try (LoggedQuestion logged = LoggedQuestion.of(question.get());
                Work work = begin(question.get(), record)) {
            process(record, work);
        }
    }

    private void process(Record<KI, VI> record, Work work) {
        try {
            watched.process(record);
        } catch (RuntimeException thrown) {
            work.failed(thrown);
            throw thrown;
        }
    }

    private Work begin(String question, Record<KI, VI> record) {
        Optional<RecordMetadata> source = tracing == Tracing.OFF ? Optional.empty() : context.recordMetadata();
        return source.isEmpty()
                ? Work.NONE
                : tracing.process(
                        question,
                        record.headers(),
                        new Place(
                                watched.getClass().getSimpleName(),
                                source.get().topic(),
                                source.get().partition(),
                                source.get().offset()));
    }

    @Override
    public void close() {
        watched.close();
    }
}
