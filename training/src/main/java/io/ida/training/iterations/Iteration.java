package io.ida.training.iterations;

import io.ida.events.Answer;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Run;
import io.ida.monitoring.LoggedQuestion;
import io.ida.schemas.Topics;
import io.ida.training.Cluster;
import io.ida.training.RunException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One iteration, from wherever it stands to its report. For one thread. */
final class Iteration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Iteration.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long NANOS_BETWEEN_COUNTS = 100_000_000L;

    private final RunLog log;
    private final ControllerConfig config;
    private final Universe universe;
    private final IterationProgress progress;
    private final BooleanSupplier closed;
    private final int number;
    private final RootIds ids;
    private final IterationTally tally;
    private final StallClock clock;
    private final Deserializer<Answer> answers;
    private final Tail results;
    private final FinishedNodes nodes;
    private final NextVersion next;
    private Run state;
    private long traceCount;
    private long lastCounted;

    Iteration(
            Cluster cluster,
            RunLog log,
            ControllerConfig config,
            Universe universe,
            Run state,
            IterationProgress progress,
            BooleanSupplier closed) {
        this.log = log;
        this.config = config;
        this.universe = universe;
        this.state = state;
        this.progress = progress;
        this.closed = closed;
        number = state.getIteration();
        ids = RootIds.of(state.getId(), number);
        tally = new IterationTally(universe);
        clock = new StallClock(config.stallTimeout());
        Topics topics = cluster.topics();
        answers = cluster.serdes().of(topics.results()).deserializer();
        results = new Tail(cluster.reader(), topics.results().name(), state.getResultsFrom());
        nodes = new FinishedNodes(cluster, state);
        next = new NextVersion(cluster, config.run().runId(), config.run().model(), number);
    }

    /** The state of the run as last written. */
    Run state() {
        return state;
    }

    boolean isFixedPoint() {
        return tally.isFixedPoint();
    }

    /** Asks what is not asked yet and waits for all results and traces. */
    void ask() throws InterruptedException {
        progress.iterationStarted(number, universe.asked());
        next.isRequested(); // a name that is taken shows before anything is asked
        while (state.getAsked() < universe.asked() || !tally.isComplete() || traceCount < tally.nodes()) {
            long asked = Math.min(state.getAsked() + config.batch(), universe.asked());
            if (asked > state.getAsked() && asked - tally.results() <= config.inFlight()) {
                state = log.ask(state, universe, asked);
                clock.moved();
            }
            takeResults();
            takeTraces();
            count(false);
            pause(this::missing);
        }
        count(true);
        if (tally.nodes() == 0) {
            throw new RunException("Iteration " + number + " amplified no question, so there is nothing to learn from. "
                    + tally.firstFailure());
        }
    }

    private void takeResults() {
        for (ConsumerRecord<byte[], byte[]> record : results.poll(POLL)) {
            OptionalInt question = ids.number(Cluster.key(record));
            if (question.isPresent()) {
                Answer answer = answers.deserialize(record.topic(), record.value());
                if (tally.take(question.getAsInt(), answer)) {
                    clock.moved();
                } else {
                    try (LoggedQuestion logged = LoggedQuestion.of(answer.getQuestionId())) {
                        LOG.warn("A second result is ignored");
                    }
                }
            }
        }
    }

    private void takeTraces() {
        long came = nodes.count(rootId -> ids.number(rootId).isPresent(), POLL);
        if (came > 0) {
            traceCount += came;
            clock.moved();
        }
    }

    /** Has the next version trained and waits for it. */
    void train() throws InterruptedException {
        progress.trainingStarted(number, config.run().model(), number);
        if (!next.isRequested()) {
            log.request(NextVersion.request(config.run(), number, nodes.fit(), universe, Instant.now()));
        }
        clock.moved();
        Optional<ModelVersion> version = next.poll();
        while (version.isEmpty()) {
            pause(next::missing);
            version = next.poll();
        }
        if (version.get().getStatus() == ModelStatus.REJECTED && !isFixedPoint()) {
            throw new RunException("Version " + number + " of " + config.run().model()
                    + " was rejected: no trace of iteration " + number + " was fit to learn from. "
                    + tally.firstFailure());
        }
    }

    IterationReport report() {
        Duration taken = Duration.between(tally.firstAsked(), Instant.now());
        return tally.report(number, taken.toMillis() / 1e3);
    }

    private void count(boolean now) {
        if (now || System.nanoTime() - lastCounted > NANOS_BETWEEN_COUNTS) {
            lastCounted = System.nanoTime();
            progress.counted(new IterationCounts(state.getAsked(), tally.results(), traceCount, tally.nodes()));
        }
    }

    private void pause(Supplier<String> missing) throws InterruptedException {
        if (closed.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("Run " + state.getId() + " is stopped");
        }
        clock.check(missing);
    }

    private String missing() {
        List<String> open = tally.missing(5).stream().map(ids::id).toList();
        return "Iteration " + number + " has " + tally.results() + " of " + universe.asked() + " results"
                + (open.isEmpty() ? "" : " (missing: " + String.join(", ", open) + ", …)") + " and " + traceCount
                + " of " + tally.nodes() + " traces. Are all stages running?";
    }

    @Override
    public void close() {
        try (results;
                nodes) {
            next.close();
        }
    }
}
