package io.ida.streams.assist;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;

import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.AssistantLoader;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.CallThreads;
import io.ida.streams.runtime.DeadlineQueue;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/** Wires the stage: questions and model versions in, answers and results out. */
final class AssistTopology {
    static final String MODELS = "models";
    static final String SLOW_QUESTIONS = "slow-questions";
    static final String HELD_QUESTIONS = "held-questions";

    static final String TO_ANSWERS = "egress-answers";
    static final String TO_RESULTS = "egress-results";

    static final Duration COLLECT_INTERVAL = Duration.ofMillis(10);

    private static final String FROM_ASSISTS = "ingest-assists";
    private static final String ANSWER_QUESTIONS = "answer-questions";

    private final Topology topology = new Topology();
    private final EventSerdes serdes;

    private AssistTopology(EventSerdes serdes) {
        this.serdes = serdes;
    }

    static Topology build(AssistConfig config, Topics topics, EventSerdes serdes) {
        AssistantLoader loader = new AssistantLoader(config.modelStore());
        LoadedAssistants.Loader delayed = config.delay().isZero()
                ? loader::load
                : version -> new DelayedAssistant(loader.load(version), config.delay());
        return build(config, topics, serdes, delayed, CallThreads.of("assist-call", config.callsInFlight()));
    }

    /**
     * The topology with given parts.
     *
     * @param workers where slow calls run, for all tasks of the process
     */
    static Topology build(
            AssistConfig config, Topics topics, EventSerdes serdes, LoadedAssistants.Loader loader, Executor workers) {
        return new AssistTopology(serdes)
                .wire(config, topics, new LoadedAssistants(loader, config.modelsLoaded()), workers);
    }

    private Topology wire(AssistConfig config, Topics topics, LoadedAssistants assistants, Executor workers) {
        AtomicLong modelChanges = new AtomicLong();
        keepModels(topics, () -> new KeepModels(modelChanges));

        topology.addSource(
                FROM_ASSISTS,
                Serdes.String().deserializer(),
                serdes.of(topics.assists()).deserializer(),
                topics.assists().name());
        topology.addProcessor(
                ANSWER_QUESTIONS, () -> new AnswerQuestions(config, assistants, workers, modelChanges), FROM_ASSISTS);
        addQueue(SLOW_QUESTIONS);
        addQueue(HELD_QUESTIONS);
        egress(TO_ANSWERS, topics.answers());
        egress(TO_RESULTS, topics.results());
        return topology;
    }

    /** Read to its end before the first question, and followed from then on, by every process. */
    private void keepModels(Topics topics, ProcessorSupplier<String, ModelVersion, Void, Void> keep) {
        topology.addGlobalStore(
                keyValueStoreBuilder(inMemoryKeyValueStore(MODELS), Serdes.String(), serdes.ofState(ModelVersion.class))
                        .withLoggingDisabled(),
                "ingest-models",
                Serdes.String().deserializer(),
                serdes.of(topics.models()).deserializer(),
                topics.models().name(),
                "keep-models",
                keep);
    }

    private void addQueue(String name) {
        topology.addStateStore(
                DeadlineQueue.storeBuilder(name, Serdes.String(), serdes.ofState(Question.class)), ANSWER_QUESTIONS);
    }

    private <V extends SpecificRecord> void egress(String name, Topic<V> topic) {
        topology.addSink(
                name,
                topic.name(),
                Serdes.String().serializer(),
                serdes.of(topic).serializer(),
                ANSWER_QUESTIONS);
    }
}
