package io.ida.streams.synthesize;

import io.ida.amplification.Exchanges;
import io.ida.amplification.Places;
import io.ida.amplification.Team;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.monitoring.LoggedQuestion;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.ExpiryScan;
import io.ida.streams.runtime.OpenTrees;
import io.ida.streams.runtime.QuestionIds;
import io.ida.streams.runtime.RecentValues;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.Traced;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Joins rounds with the answers they wait for, whichever comes first. A node whose answers do not come before it
 * expires goes on with TIMED_OUT ones; an answer that no node claims before it expires is a dead letter.
 */
final class JoinAnswers implements Processor<String, SpecificRecord, String, Object> {
    private static final int NODES_REMEMBERED = 1000;

    private final Team team;
    private final LearnedSupervisors learned;
    private final Unclaimed unclaimed;
    private final Duration expiryInterval;
    private ProcessorContext<String, Object> context;
    private RecentValues<String, Traced<Decomposition>> waiting;
    private AnswerShelf shelf;
    private ExpiryScan expiry;
    private CloseNodes closing;
    private OpenTrees trees;
    private StageMeters meters;
    private Counter timeouts;

    JoinAnswers(Team team, LearnedSupervisors learned, Unclaimed unclaimed, Duration expiryInterval) {
        this.team = team;
        this.learned = learned;
        this.unclaimed = unclaimed;
        this.expiryInterval = expiryInterval;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        KeyValueStore<String, Traced<Decomposition>> nodes = context.getStateStore(SynthesizeTopology.WAITING_NODES);
        waiting = new RecentValues<>(nodes, NODES_REMEMBERED);
        shelf = new AnswerShelf(
                context.getStateStore(SynthesizeTopology.EARLY_ANSWERS),
                context.getStateStore(SynthesizeTopology.SHARED_ANSWERS),
                context.getStateStore(SynthesizeTopology.REUSERS));
        expiry = new ExpiryScan();
        closing = new CloseNodes(team, learned, this::closeTree, context);
        meters = StageMeters.of(context);
        timeouts = meters.counter("ida.node.timeouts", "Nodes that went on without all of their answers.");
        trees = new OpenTrees();
        meters.watch(trees);
        context.schedule(expiryInterval, PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void close() {
        if (closing != null) {
            closing.close();
            closing = null;
            meters.forget(trees);
        }
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof Decomposition decomposition) {
            join(Traced.of(record, decomposition));
        } else if (record.value() instanceof Answer answer) {
            join(answer);
        } else {
            throw new IllegalArgumentException("A record without a value is neither a round nor an answer.");
        }
    }

    private void join(Traced<Decomposition> traced) {
        Decomposition node = traced.value();
        team.answerer(node.getQuestion());
        team.instance(node.getQuestion());
        Traced<Decomposition> known = waiting.get(node.getQuestion().getId());
        if (known != null && known.value().getRound() >= node.getRound()) {
            return;
        }
        if (completes(traced, null)) {
            return;
        }
        waiting.put(node.getQuestion().getId(), traced);
        if (known == null && isRoot(node)) {
            trees.opened(node.getQuestion().getAskedAt().toEpochMilli());
        }
        if (isShared(node)) {
            shelf.registerReuse(node);
        }
        expiry.expect(node.getQuestion().getExpiresAt().toEpochMilli());
    }

    private void join(Answer answer) {
        String parentId = answer.getParentId()
                .orElseThrow(() -> new IllegalArgumentException("The answer to question " + answer.getQuestionId()
                        + " has no parentId: nobody can wait for it. Answers to roots belong in the results topic."));
        boolean shared = Places.rootDepth(answer) > 1;
        if (!shared && isAllThatIsMissing(parentId) && offer(parentId, answer)) {
            return;
        }
        if (shelf.find(answer.getQuestionId(), shared) != null) {
            return;
        }
        boolean used = offer(parentId, answer);
        if (shared) {
            for (String reuser : shelf.reusersOf(answer.getQuestionId())) {
                used |= offer(reuser, answer);
            }
        }
        if (!used) {
            shelf.keep(answer);
            expiry.expect(treeExpiresAt(answer));
        }
    }

    /** Whether a node waits for a single answer, which then cannot have come before. */
    private boolean isAllThatIsMissing(String nodeId) {
        Traced<Decomposition> node = waiting.get(nodeId);
        return node != null
                && node.value().getAsked().stream()
                                .filter(asked -> asked.getExchange().isEmpty())
                                .count()
                        == 1;
    }

    /** Completes a node with an answer, if that is all it waits for. */
    private boolean offer(String nodeId, Answer answer) {
        Traced<Decomposition> node = waiting.get(nodeId);
        return node != null && completes(node, answer);
    }

    /** Goes on with a node if every ask has its answer, {@code latest} included. */
    private boolean completes(Traced<Decomposition> traced, Answer latest) {
        Decomposition node = traced.value();
        boolean shared = isShared(node);
        List<Exchange> round = new ArrayList<>(node.getAsked().size());
        List<Answer> used = new ArrayList<>(node.getAsked().size());
        for (Asked asked : node.getAsked()) {
            if (asked.getExchange().isPresent()) {
                round.add(asked.getExchange().get());
                continue;
            }
            Answer answer = find(asked, latest, shared);
            if (answer == null) {
                return false;
            }
            used.add(answer);
            round.add(Exchanges.answered(node.getRound(), asked, answer));
        }
        if (latest != null && !used.contains(latest)) {
            return false;
        }
        for (Answer answer : used) {
            if (answer == latest) {
                shelf.share(answer, shared);
            } else {
                shelf.use(answer, shared);
            }
        }
        advance(traced, round);
        return true;
    }

    private Answer find(Asked asked, Answer latest, boolean shared) {
        String questionId = asked.getQuestionId().orElseThrow();
        boolean isLatest = latest != null && latest.getQuestionId().equals(questionId);
        return isLatest ? latest : shelf.find(questionId, shared);
    }

    private void advance(Traced<Decomposition> traced, List<Exchange> round) {
        Decomposition node = traced.value();
        Question question = node.getQuestion();
        if (isRoot(node) && waiting.get(question.getId()) != null) {
            trees.closed(question.getAskedAt().toEpochMilli());
        }
        waiting.remove(question.getId());
        boolean shared = isShared(node);
        if (shared) {
            shelf.unregisterReuse(node);
        }
        closing.advance(traced, round);
    }

    private void closeTree(Question root) {
        if (Places.rootDepth(root) > 1) {
            shelf.closeTree(root.getRootId());
        }
    }

    private void expire(long now) {
        if (!expiry.isDue(now)) {
            return;
        }
        expiry.begin();
        for (Traced<Decomposition> node : expiredNodes(now)) {
            try (LoggedQuestion logged = QuestionIds.logged(node.value())) {
                timeOut(node);
            }
        }
        shelf.removeEarlyIf(answer -> isExpired(answer, now)).forEach(answer -> {
            context.forward(unclaimed.letter(answer, context.taskId().partition()), SynthesizeTopology.TO_DEAD_LETTERS);
            meters.deadLetter();
        });
        shelf.removeSharedIf(answer -> isExpired(answer, now));
    }

    private boolean isExpired(Answer answer, long now) {
        long expiresAt = treeExpiresAt(answer);
        if (expiresAt > now) {
            expiry.expect(expiresAt);
        }
        return expiresAt <= now;
    }

    /** An answer may be of use until the root has expired and its nodes have been timed out. */
    private long treeExpiresAt(Answer answer) {
        return Places.rootDeadline(answer.getAskedAt(), answer.getExpiresAt(), Places.level(answer.getPath()))
                .plus(expiryInterval.multipliedBy(2))
                .toEpochMilli();
    }

    private List<Traced<Decomposition>> expiredNodes(long now) {
        List<Traced<Decomposition>> expired = new ArrayList<>();
        trees.clear(); // a task that starts anew has trees in its store that it has not counted
        waiting.forEach(traced -> {
            Decomposition node = traced.value();
            if (isRoot(node)) {
                trees.opened(node.getQuestion().getAskedAt().toEpochMilli());
            }
            long expiresAt = node.getQuestion().getExpiresAt().toEpochMilli();
            if (expiresAt <= now) {
                expired.add(traced);
            } else {
                expiry.expect(expiresAt);
            }
        });
        return expired;
    }

    private void timeOut(Traced<Decomposition> traced) {
        Decomposition node = traced.value();
        boolean shared = isShared(node);
        List<Exchange> round = new ArrayList<>(node.getAsked().size());
        for (Asked asked : node.getAsked()) {
            round.add(asked.getExchange().orElseGet(() -> {
                Answer answer = shelf.find(asked.getQuestionId().orElseThrow(), shared);
                if (answer == null) {
                    return Exchanges.refused(
                            node.getRound(), asked, AnswerStatus.TIMED_OUT, "No answer came in time.", "synthesize");
                }
                shelf.use(answer, shared);
                return Exchanges.answered(node.getRound(), asked, answer);
            }));
        }
        timeouts.increment();
        advance(traced, round);
    }

    private static boolean isRoot(Decomposition node) {
        return node.getQuestion().getParentId().isEmpty();
    }

    private static boolean isShared(Decomposition node) {
        return Places.rootDepth(node.getQuestion()) > 1;
    }
}
