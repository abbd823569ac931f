package io.ida.streams.runtime;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a stage counts in this process, for all of its tasks; every meter has the tag {@code stage}. Counters say what
 * was done: what a crash or a rebalance makes a stage do again counts again. A stage that shows no metrics counts
 * nowhere. Safe for use by several threads.
 */
public final class StageMeters {
    /** Under which Kafka Streams hands it to tasks and handlers. */
    static final String KEY = "ida.meters";

    /** Most series of {@code ida.answers} at once; beyond that all begin anew, like after a restart. */
    static final int MOST_ANSWER_SERIES = 500;

    /** Most series of {@code ida.model.version} at once. */
    private static final int MOST_MODELS = 100;

    private static final StageMeters NOWHERE = new StageMeters(new CompositeMeterRegistry(), "");

    private static final Duration[] CALL_TIMES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1)
    };
    private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<AnswerSort, Counter> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> modelVersions = new ConcurrentHashMap<>();
    private final Set<OpenTrees> openTrees = ConcurrentHashMap.newKeySet();
    private final AtomicLong waitingRoots = new AtomicLong();
    private final Counter deadLetters;
    private boolean openTreesShown;
    private boolean waitingRootsShown;
    private Calls calls;

    /** What tells the answers of one series from those of another. */
    private record AnswerSort(AnswererKind kind, String name, int version, AnswerStatus status, boolean root) {
        static AnswerSort of(Answer answer) {
            return new AnswerSort(
                    answer.getAnsweredBy().getKind(),
                    answer.getAnsweredBy().getName(),
                    answer.getAnsweredBy().getVersion(),
                    answer.getStatus(),
                    answer.getParentId().isEmpty());
        }
    }

    /** Of a stage, in a registry. */
    public StageMeters(MeterRegistry registry, String stage) {
        this.registry = registry;
        tags = Tags.of("stage", stage);
        deadLetters = counter("ida.dead.letters", "Dead letters.");
    }

    /** Those of a task's stage; call it in {@code init}. */
    public static StageMeters of(ProcessorContext<?, ?> context) {
        return of(context.appConfigs());
    }

    static StageMeters of(Map<String, ?> properties) {
        return properties.get(KEY) instanceof StageMeters meters ? meters : NOWHERE;
    }

    /**
     * A counter, the same for all who ask.
     *
     * @param tagPairs names and values in turn
     */
    public Counter counter(String name, String description, String... tagPairs) {
        return Counter.builder(name)
                .description(description)
                .tags(tags.and(tagPairs))
                .register(registry);
    }

    /** Counts an answer that is sent. */
    public void answered(Answer answer) {
        if (this == NOWHERE) {
            return;
        }
        AnswerSort sort = AnswerSort.of(answer);
        Counter counter = answers.get(sort);
        (counter == null ? newSeries(sort) : counter).increment();
    }

    private synchronized Counter newSeries(AnswerSort sort) {
        if (answers.size() >= MOST_ANSWER_SERIES) {
            answers.values().forEach(registry::remove);
            answers.clear();
        }
        return answers.computeIfAbsent(
                sort,
                unknown -> counter(
                        "ida.answers",
                        "Answers by who gave them, their status, and whether they are to roots.",
                        "kind",
                        sort.kind().name(),
                        "name",
                        sort.name(),
                        "version",
                        Integer.toString(sort.version()),
                        "status",
                        sort.status().name(),
                        "root",
                        Boolean.toString(sort.root())));
    }

    /** Counts a dead letter. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** Notes which version of a model is the latest: it answers where none is pinned. */
    public synchronized void latestVersion(String model, int version) {
        if (this == NOWHERE) {
            return;
        }
        AtomicInteger known = modelVersions.get(model);
        if (known != null) {
            known.set(version);
        } else if (modelVersions.size() < MOST_MODELS) {
            AtomicInteger latest = new AtomicInteger(version);
            modelVersions.put(model, latest);
            Gauge.builder("ida.model.version", latest, AtomicInteger::get)
                    .description("Latest promoted version of a model that was asked for.")
                    .tags(tags.and("model", model))
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** The calls of models, which only stages that call models show. */
    synchronized Calls calls() {
        if (calls == null) {
            calls = new Calls(registry, tags);
        }
        return calls;
    }

    /** Calls of models. Safe for use by several threads. */
    static final class Calls {
        private final AtomicInteger inFlight = new AtomicInteger();
        private final Timer times;
        private final DistributionSummary sizes;

        private Calls(MeterRegistry registry, Tags tags) {
            times = Timer.builder("ida.call.duration")
                    .description("How long calls of models took.")
                    .tags(tags)
                    .serviceLevelObjectives(CALL_TIMES)
                    .register(registry);
            sizes = DistributionSummary.builder("ida.call.batch.size")
                    .description("Requests of a call of a model.")
                    .tags(tags)
                    .serviceLevelObjectives(BATCH_SIZES)
                    .register(registry);
            Gauge.builder("ida.calls.in.flight", inFlight, AtomicInteger::get)
                    .description("Calls of models that run.")
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }

        /** A call begins; {@link #ended} ends it. */
        void began() {
            inFlight.incrementAndGet();
        }

        /** A call ended, however it ended. */
        void ended(int requests, long nanos) {
            inFlight.decrementAndGet();
            times.record(nanos, TimeUnit.NANOSECONDS);
            sizes.record(requests);
        }
    }

    /** The roots of all tasks that wait for their turn; each task adds and takes off its own. */
    public synchronized AtomicLong waitingRoots() {
        if (this == NOWHERE) {
            return new AtomicLong();
        }
        if (!waitingRootsShown) {
            waitingRootsShown = true;
            Gauge.builder("ida.waiting.roots", waitingRoots, AtomicLong::get)
                    .description("Roots that wait until fewer trees are open.")
                    .tags(tags)
                    .register(registry);
        }
        return waitingRoots;
    }

    /** Shows the open trees of a task, until they are forgotten. */
    public synchronized void watch(OpenTrees trees) {
        if (this == NOWHERE) {
            return;
        }
        openTrees.add(trees);
        if (openTreesShown) {
            return;
        }
        openTreesShown = true;
        Gauge.builder("ida.open.trees", this, StageMeters::countOpenTrees)
                .description("Trees whose root waits for answers.")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        TimeGauge.builder("ida.oldest.open.tree.age", this, TimeUnit.MILLISECONDS, StageMeters::oldestOpenTree)
                .description("How long ago the oldest open tree was asked for, to a second; 0 if none is open.")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** The task has closed. */
    public void forget(OpenTrees trees) {
        openTrees.remove(trees);
    }

    private static double countOpenTrees(StageMeters meters) {
        return meters.openTrees.stream().mapToInt(OpenTrees::count).sum();
    }

    private static double oldestOpenTree(StageMeters meters) {
        long now = meters.registry.config().clock().wallTime();
        long oldest = meters.openTrees.stream()
                .mapToLong(OpenTrees::oldestAskedAt)
                .min()
                .orElse(OpenTrees.NONE);
        return oldest == OpenTrees.NONE ? 0 : Math.max(0, now - oldest);
    }
}
