package io.ida.streams.decompose;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.Amplifier.Waiting;
import io.ida.amplification.Answers;
import io.ida.amplification.Task;
import io.ida.amplification.Team;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.streams.models.LearnedSupervision;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.tracing.Tracing;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs H on a new node until it waits, or concludes it at once. A root of depth 0 goes straight to the assistant. */
final class OpenNodes implements Processor<String, Question, String, SpecificRecord> {
    private final Team team;
    private final LearnedSupervisors learned;
    private final int assistShards;
    private ProcessorContext<String, SpecificRecord> context;
    private TreeLedger ledger;
    private LearnedSupervision supervision;
    private StageMeters meters;
    private Tracing tracing;

    OpenNodes(Team team, LearnedSupervisors learned, int assistShards) {
        this.team = team;
        this.learned = learned;
        this.assistShards = assistShards;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        ledger = new TreeLedger(context);
        meters = StageMeters.of(context);
        tracing = StageTracing.of(context);
        supervision = learned.supervision(context, team, this::proceed);
    }

    @Override
    public void close() {
        if (supervision != null) {
            supervision.close();
            supervision = null;
        }
    }

    @Override
    public void process(Record<String, Question> record) {
        Question question = record.value();
        if (question == null) {
            throw new IllegalArgumentException("A record without a value is no sub-question.");
        }
        boolean root = question.getParentId().isEmpty();
        if (root && question.getDepth() == 0) {
            askAssistant(record);
            return;
        }
        Task task = team.task(question);
        if (root && task.isPrimitive(question.getText())) {
            String answer = team.instance(question).environmentAnswer(question.getText(), question.getSample());
            Answer said = Answers.fromEnvironment(question, answer, now());
            context.forward(record.withValue(said), DecomposeTopology.TO_RESULTS);
            answered(said, record);
            return;
        }
        if (root) {
            ledger.open(question);
        }
        if (LearnedSupervision.isFor(question)) {
            supervision.advance(record.withValue(new Round(question, 0, List.of(), List.of())));
        } else {
            proceed(record, question, team.advance(question, List.of()));
        }
    }

    private void proceed(Record<String, Round> node, Progress progress) {
        proceed(node, node.value().getQuestion(), progress);
    }

    private void proceed(Record<String, ?> record, Question question, Progress progress) {
        if (progress instanceof Waiting waiting) {
            Round first = new Round(question, waiting.round(), waiting.transcript(), waiting.asks());
            context.forward(record.withValue(first), DecomposeTopology.ISSUE_ASKS);
        } else {
            conclude(record, question, (Concluded) progress);
        }
    }

    private void askAssistant(Record<String, Question> record) {
        Question question = record.value();
        if (question.getBudget().orElseThrow().getAssistantCalls() < 1) {
            Answer refused = Answers.fromPipeline(
                    question, AnswerStatus.OUT_OF_BUDGET, "The budget has no assistant call.", "decompose", now());
            context.forward(record.withValue(refused), DecomposeTopology.TO_RESULTS);
            answered(refused, record);
            return;
        }
        context.forward(
                record.withKey(AssistKey.of(question, assistShards)).withValue(question), DecomposeTopology.TO_ASSISTS);
    }

    private void conclude(Record<String, ?> record, Question question, Concluded concluded) {
        Amplification amplification = Answers.amplified(question, concluded, team.answerer(question), now());
        context.forward(record.withValue(amplification), DecomposeTopology.TO_AMPLIFICATIONS);
        context.forward(
                record.withValue(amplification.getAnswer()),
                question.getParentId().isPresent() ? DecomposeTopology.TO_ANSWERS : DecomposeTopology.TO_RESULTS);
        answered(amplification.getAnswer(), record);
    }

    private void answered(Answer answer, Record<String, ?> record) {
        meters.answered(answer);
        tracing.answered(answer, record.headers());
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
