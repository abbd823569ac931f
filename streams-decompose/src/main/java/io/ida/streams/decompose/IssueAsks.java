package io.ida.streams.decompose;

import io.ida.amplification.Exchanges;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Places;
import io.ida.amplification.Team;
import io.ida.events.AnswerStatus;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Issues the asks of a round: each becomes a question of its own, takes the answer of an identical one, or is refused
 * with what is wrong, which H sees like any answer. Records the round for the join.
 */
final class IssueAsks implements Processor<String, Round, String, SpecificRecord> {
    /** What becomes of an ask. */
    private enum Outcome {
        ISSUED,
        REUSED,
        REFUSED,
        ENVIRONMENT
    }

    private final DecomposeConfig config;
    private final Team team;
    private final Admission admission;
    private ProcessorContext<String, SpecificRecord> context;
    private TreeLedger ledger;
    private Tracing tracing;
    private Counter rounds;
    private Map<Outcome, Counter> asks;

    IssueAsks(DecomposeConfig config, Team team) {
        this.config = config;
        this.team = team;
        this.admission = new Admission(config, team);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        ledger = new TreeLedger(context);
        tracing = StageTracing.of(context);
        StageMeters meters = StageMeters.of(context);
        rounds = meters.counter("ida.rounds", "Rounds of asks that were issued.");
        asks = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            asks.put(
                    outcome,
                    meters.counter("ida.asks", "Asks of H by what became of them.", "outcome", outcome.name()));
        }
    }

    @Override
    public void process(Record<String, Round> record) {
        Round round = record.value();
        if (round == null) {
            throw new IllegalArgumentException("A record without a value is no round.");
        }
        Question node = round.getQuestion();
        long spentBefore = ledger.spentBefore(round);
        Issue issue = new Issue(round, spentBefore);
        round.getAsks().forEach(issue::settle);
        if (issue.spent != spentBefore) {
            ledger.recordSpent(node, issue.spent);
        }
        Decomposition decomposition = new Decomposition(node, round.getRound(), round.getTranscript(), issue.settled);
        context.forward(record.withValue(decomposition), DecomposeTopology.TO_DECOMPOSITIONS);
        issue.questions.forEach(question -> send(record, question));
        rounds.increment();
    }

    private void send(Record<String, Round> asking, Question question) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Record<String, Round> record = asking.withHeaders(tracing.issued(question.getId(), asking.headers(), now));
        if (question.getDepth() > 0) {
            context.forward(record.withValue(question), DecomposeTopology.TO_SUB_QUESTIONS);
        } else {
            String key = AssistKey.of(question, config.assistShards());
            context.forward(record.withKey(key).withValue(question), DecomposeTopology.TO_ASSISTS);
        }
    }

    /** One round on its way out. */
    private final class Issue {
        private final Round round;
        private final Question node;
        private final List<Asked> settled = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();
        private final Optional<Refusal> refusalOfAll;
        private long spent;

        Issue(Round round, long spent) {
            this.round = round;
            this.node = round.getQuestion();
            this.spent = spent;
            this.refusalOfAll = refusalOfAll();
        }

        void settle(Asked ask) {
            if (ask.getExchange().isPresent()) {
                settled.add(ask);
                asks.get(Outcome.ENVIRONMENT).increment();
                return;
            }
            Optional<Refusal> refusal = refusalOfAll.or(() -> refusalOfText(ask));
            if (refusal.isPresent()) {
                refuse(ask, refusal.get());
                return;
            }
            if (!reuse(ask)) {
                issue(ask);
            }
        }

        private Optional<Refusal> refusalOfAll() {
            if (context.currentSystemTimeMs() >= node.getExpiresAt().toEpochMilli()) {
                return Optional.of(new Refusal(AnswerStatus.TIMED_OUT, "The question expired before it was asked."));
            }
            if (!ledger.isOpen(node)) {
                return Optional.of(new Refusal(AnswerStatus.TIMED_OUT, "The root of the tree was answered before."));
            }
            return Optional.empty();
        }

        private Optional<Refusal> refusalOfText(Asked ask) {
            try {
                admission.requireText(team.task(node), ask.getText());
                return Optional.empty();
            } catch (InvalidTextException garbled) {
                return Optional.of(new Refusal(AnswerStatus.CANNOT_ANSWER, garbled.getMessage()));
            }
        }

        private boolean reuse(Asked ask) {
            for (Exchange earlier : round.getTranscript()) {
                if (earlier.getQuestionId().isPresent()
                        && earlier.getSample() == ask.getSample()
                        && earlier.getText().equals(ask.getText())) {
                    add(ask, earlier.getQuestionId().get(), true, Exchanges.repeated(round.getRound(), ask, earlier));
                    return true;
                }
            }
            for (Asked sibling : settled) {
                if (sibling.getQuestionId().isPresent()
                        && sibling.getExchange().isEmpty()
                        && sibling.getSample() == ask.getSample()
                        && sibling.getText().equals(ask.getText())) {
                    add(ask, sibling.getQuestionId().get(), true, null);
                    return true;
                }
            }
            Optional<String> issued = ledger.issuedBefore(node, ask.getText(), ask.getSample());
            issued.ifPresent(questionId -> add(ask, questionId, true, null));
            return issued.isPresent();
        }

        private void issue(Asked ask) {
            int depth = node.getDepth() - 1;
            if (depth == 0) {
                long budget = node.getBudget().orElseThrow().getAssistantCalls();
                if (spent >= budget) {
                    refuse(
                            ask,
                            new Refusal(
                                    AnswerStatus.OUT_OF_BUDGET,
                                    "The tree has spent its " + budget + " assistant calls."));
                    return;
                }
                spent++;
            }
            Question question = subQuestion(ask, depth);
            ledger.recordIssued(node, ask.getText(), ask.getSample(), question.getId());
            questions.add(question);
            add(ask, question.getId(), false, null);
        }

        private Question subQuestion(Asked ask, int depth) {
            String path = Places.childPath(node, round.getRound(), ask.getIndex());
            return new Question(
                    Places.id(node.getRootId(), path),
                    node.getRootId(),
                    node.getId(),
                    path,
                    node.getTask(),
                    ask.getText(),
                    node.getContext(),
                    depth,
                    ask.getSample(),
                    node.getSupervisor(),
                    node.getAssistant(),
                    node.getBudget().orElseThrow(),
                    node.getAskedAt(),
                    Places.childDeadline(node),
                    node.getLabels());
        }

        private void refuse(Asked ask, Refusal refusal) {
            Exchange exchange =
                    Exchanges.refused(round.getRound(), ask, refusal.status(), refusal.reason(), "decompose");
            settled.add(new Asked(ask.getIndex(), ask.getText(), ask.getSample(), null, false, exchange));
            asks.get(Outcome.REFUSED).increment();
        }

        private void add(Asked ask, String questionId, boolean reused, Exchange exchange) {
            settled.add(new Asked(ask.getIndex(), ask.getText(), ask.getSample(), questionId, reused, exchange));
            asks.get(reused ? Outcome.REUSED : Outcome.ISSUED).increment();
        }
    }

    /** Why an ask is not issued. */
    private record Refusal(AnswerStatus status, String reason) {}
}
