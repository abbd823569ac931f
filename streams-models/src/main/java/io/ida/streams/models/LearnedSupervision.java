package io.ida.streams.models;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.Assistant;
import io.ida.amplification.BatchSupervisor;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Move;
import io.ida.amplification.SupervisorName;
import io.ida.amplification.Team;
import io.ida.events.AnswerStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.Outcome;
import io.ida.streams.runtime.SlowCalls;
import io.ida.streams.runtime.SlowWork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs learned supervisors for a task of a stage. A node goes on at once where its H is loaded and has said before what
 * it says now, without touching state; else by a slow call together with other nodes; and where the version is not
 * announced, after waiting for it. What goes wrong concludes the node. Belongs to one stream thread.
 */
public final class LearnedSupervision implements AutoCloseable {
    private static final Duration COLLECT_INTERVAL = Duration.ofMillis(10);

    private final ProcessorContext<?, ?> context;
    private final Team team;
    private final Handover handover;
    private final SupervisionConfig config;
    private final ModelCatalogue catalogue;
    private final LoadedModels<BatchSupervisor> loaded;
    private final Executor workers;
    private final DeadlineQueue<String, Round> heldNodes;
    private final DeadlineQueue<String, Round> slowNodes;
    private final Cancellable firstLook;

    /** Null until the first node waits. */
    private HeldRecords<Round> held;

    private SlowCalls<String, Round, Optional<ModelVersion>, Progress> calls;

    /** Takes a node that has gone on: once for each that was given, on the stream thread. */
    @FunctionalInterface
    public interface Handover {
        /**
         * Forwards what follows.
         *
         * @param node the record as it was given
         */
        void accept(Record<String, Round> node, Progress progress);
    }

    LearnedSupervision(
            ProcessorContext<?, ?> context,
            Team team,
            Handover handover,
            SupervisionConfig config,
            ModelCatalogue catalogue,
            LoadedModels<BatchSupervisor> loaded,
            Executor workers) {
        this.context = context;
        this.team = team;
        this.handover = handover;
        this.config = config;
        this.catalogue = catalogue;
        this.loaded = loaded;
        this.workers = workers;
        heldNodes = new DeadlineQueue<>(context.getStateStore(LearnedSupervisors.HELD_MOVES));
        slowNodes = new DeadlineQueue<>(context.getStateStore(LearnedSupervisors.SLOW_MOVES));
        firstLook = context.schedule(COLLECT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> beginIfNodesWait());
        loaded.open();
    }

    private void beginIfNodesWait() {
        firstLook.cancel();
        boolean none = heldNodes.visit((turn, node) -> false) && slowNodes.visit((turn, node) -> false);
        if (!none) {
            begin();
        }
    }

    /** Starts the timers, which a stage without learned supervisors is spared. */
    private void begin() {
        if (calls != null) {
            return;
        }
        held = new HeldRecords<>(heldNodes, catalogue, node -> version(node).isPresent(), config.modelWait());
        held.releaseBy(context, this::advanceReleased);
        calls = new SlowCalls<>(
                context,
                slowNodes,
                new Moves(),
                workers,
                new SlowCalls.Limits(config.callsInFlight(), config.batchSize(), COLLECT_INTERVAL));
    }

    /** Whether a question's H is learned. */
    public static boolean isFor(Question question) {
        return SupervisorName.of(question.getSupervisor()).isLearned();
    }

    /**
     * Goes on with a node whose rounds so far are complete, now or later.
     *
     * @param node the question, the number of the round that comes next and the transcript; asks are ignored
     * @throws InvalidTextException if the question's task or context is not valid, or its supervisor has no version
     */
    public void advance(Record<String, Round> node) {
        Question question = node.value().getQuestion();
        if (SupervisorName.of(question.getSupervisor()).version().isEmpty()) {
            throw new InvalidTextException(
                    "The supervisor '" + question.getSupervisor() + "' has no version: only roots may leave it out.");
        }
        team.instance(question);
        long now = context.currentSystemTimeMs();
        Optional<ModelVersion> version = version(node.value());
        if (isExpired(question, now)) {
            handover.accept(node, expired(node.value()));
        } else if (version.isPresent()) {
            advance(node, version.get());
        } else {
            begin();
            held.hold(id(node.value()), question.getExpiresAt().toEpochMilli(), node, now);
        }
    }

    @Override
    public void close() {
        firstLook.cancel();
        if (calls != null) {
            calls.close();
        }
        loaded.close();
    }

    private void advanceReleased(Record<String, Round> node, long now) {
        Optional<ModelVersion> version = version(node.value());
        if (isExpired(node.value().getQuestion(), now)) {
            handover.accept(node, expired(node.value()));
        } else if (version.isPresent()) {
            advance(node, version.get());
        } else {
            handover.accept(node, unknown(node.value()));
        }
    }

    private void advance(Record<String, Round> node, ModelVersion version) {
        Optional<Progress> atHand = recall(node.value(), version);
        if (atHand.isPresent()) {
            handover.accept(node, atHand.get());
        } else {
            begin();
            calls.add(
                    id(node.value()), node.value().getQuestion().getExpiresAt().toEpochMilli(), node);
        }
    }

    private Optional<Progress> recall(Round node, ModelVersion version) {
        Optional<LoadedModels<BatchSupervisor>.Lease> atHand = loaded.leaseIfLoaded(version);
        if (atHand.isEmpty()) {
            return Optional.empty();
        }
        try (LoadedModels<BatchSupervisor>.Lease lease = atHand.get()) {
            return team.recall(lease.model(), node);
        }
    }

    private Optional<ModelVersion> version(Round node) {
        SupervisorName name = SupervisorName.of(node.getQuestion().getSupervisor());
        return catalogue.find(name.model().orElseThrow(), name.version().orElseThrow());
    }

    /** A node is here once a round. */
    private static String id(Round node) {
        return node.getQuestion().getId() + '#' + node.getRound();
    }

    private static boolean isExpired(Question question, long now) {
        return question.getExpiresAt().toEpochMilli() <= now;
    }

    private static Concluded expired(Round node) {
        return ended(node, AnswerStatus.TIMED_OUT, "Expired before the supervisor moved.");
    }

    private static Concluded unknown(Round node) {
        return ended(
                node,
                AnswerStatus.FAILED,
                "The supervisor '" + node.getQuestion().getSupervisor() + "' is not known: nobody announced it.");
    }

    private static Concluded ended(Round node, AnswerStatus status, String reason) {
        return new Concluded(node.getTranscript(), new Move.Conclude(Assistant.IDK, status, reason));
    }

    /** Slow calls in batches of one version. */
    private final class Moves implements SlowWork<String, Round, Optional<ModelVersion>, Progress> {
        @Override
        public Optional<ModelVersion> lane(Round node) {
            return version(node);
        }

        @Override
        public List<Progress> call(Optional<ModelVersion> version, List<Round> nodes) throws InterruptedException {
            if (version.isEmpty()) {
                return nodes.stream().map(node -> (Progress) unknown(node)).toList();
            }
            try (LoadedModels<BatchSupervisor>.Lease lease = loaded.lease(version.get())) {
                return team.advance(lease.model(), nodes);
            } catch (IOException notLoaded) {
                String reason = "Version " + version.get().getVersion() + " of "
                        + version.get().getName() + " cannot be loaded: " + notLoaded.getMessage();
                return nodes.stream()
                        .map(node -> (Progress) ended(node, AnswerStatus.FAILED, reason))
                        .toList();
            }
        }

        @Override
        public void settle(Record<String, Round> record, Outcome<Progress> outcome) {
            Progress progress;
            if (outcome instanceof Outcome.Replied<Progress> replied) {
                progress = replied.reply();
            } else if (outcome instanceof Outcome.Failed<Progress> failed) {
                progress = ended(record.value(), AnswerStatus.FAILED, "The supervisor failed: " + failed.cause());
            } else {
                progress = expired(record.value());
            }
            handover.accept(record, progress);
        }
    }
}
