package io.ida.streams.runtime;

import io.ida.monitoring.LoggedQuestion;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A processor of events: while it processes one, all that the stream thread logs names the question that the event is
 * about. What a processor does in punctuations it has to name itself, by {@link LoggedQuestion}.
 */
public final class WatchedProcessor<KI, VI, KO, VO> implements Processor<KI, VI, KO, VO> {
    private final Processor<KI, VI, KO, VO> watched;

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
        watched.init(context);
    }

    @Override
    public void process(Record<KI, VI> record) {
        try (LoggedQuestion logged = QuestionIds.logged(record.value())) {
            watched.process(record);
        }
    }

    @Override
    public void close() {
        watched.close();
    }
}
