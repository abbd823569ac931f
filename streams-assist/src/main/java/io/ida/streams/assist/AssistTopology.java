package io.ida.streams.assist;

import io.ida.amplification.Assistant;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.AssistantLoader;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import io.ida.streams.models.AnnouncedModels;
import io.ida.streams.models.LoadedModels;
import io.ida.streams.runtime.CallDesk;
import io.ida.streams.runtime.CallThreads;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.WatchedProcessor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** Wires the stage: questions and model versions in, answers and results out. */
final class AssistTopology {
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
        LoadedModels.Loader<Assistant> delayed = config.delay().isZero()
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
            AssistConfig config,
            Topics topics,
            EventSerdes serdes,
            LoadedModels.Loader<Assistant> loader,
            Executor workers) {
        return new AssistTopology(serdes)
                .wire(config, topics, new LoadedModels<>(loader, Assistant::close, config.modelsLoaded()), workers);
    }

    private Topology wire(AssistConfig config, Topics topics, LoadedModels<Assistant> assistants, Executor workers) {
        AnnouncedModels announced = AnnouncedModels.addTo(topology, topics, serdes);
        CallDesk<Optional<ModelVersion>, Question, Verdict> desk =
                new CallDesk<>(workers, config.callsInFlight(), config.batchSize());

        topology.addSource(
                FROM_ASSISTS,
                Serdes.String().deserializer(),
                serdes.of(topics.assists()).deserializer(),
                topics.assists().name());
        topology.addProcessor(
                ANSWER_QUESTIONS,
                WatchedProcessor.of(() -> new AnswerQuestions(config, assistants, desk, announced)),
                FROM_ASSISTS);
        addQueue(SLOW_QUESTIONS);
        addQueue(HELD_QUESTIONS);
        egress(TO_ANSWERS, topics.answers());
        egress(TO_RESULTS, topics.results());
        return topology;
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
