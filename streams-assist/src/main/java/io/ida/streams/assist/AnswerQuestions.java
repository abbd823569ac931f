package io.ida.streams.assist;

import io.ida.amplification.Assistant;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.streams.models.AnnouncedModels;
import io.ida.streams.models.HeldRecords;
import io.ida.streams.models.LoadedModels;
import io.ida.streams.models.ModelCatalogue;
import io.ida.streams.runtime.CallDesk;
import io.ida.streams.runtime.DeadlineQueue;
import io.ida.streams.runtime.Outcome;
import io.ida.streams.runtime.SlowCalls;
import io.ida.streams.runtime.SlowWork;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.tracing.Tracing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Answers each question once: on the spot where the assistant is loaded and immediate, without touching state; by a slow
 * call where it is not; and where the version is pinned but not announced, after waiting for it.
 */
final class AnswerQuestions implements Processor<String, Question, String, Answer> {
    private final AssistConfig config;
    private final LoadedModels<Assistant> loaded;
    private final AskAssistants assistants;
    private final CallDesk<Optional<ModelVersion>, Question, Verdict> desk;
    private final AnnouncedModels announced;
    private ProcessorContext<String, Answer> context;
    private AssistantVersions versions;
    private StageMeters meters;
    private Tracing tracing;
    private HeldRecords<Question> held;
    private SlowCalls<String, Question, Optional<ModelVersion>, Verdict> calls;

    /** @param desk for slow calls of all tasks of the process */
    AnswerQuestions(
            AssistConfig config,
            LoadedModels<Assistant> loaded,
            CallDesk<Optional<ModelVersion>, Question, Verdict> desk,
            AnnouncedModels announced) {
        this.config = config;
        this.loaded = loaded;
        assistants = new AskAssistants(loaded, config.maxReplyLength());
        this.desk = desk;
        this.announced = announced;
    }

    @Override
    public void init(ProcessorContext<String, Answer> context) {
        this.context = context;
        meters = StageMeters.of(context);
        tracing = StageTracing.of(context);
        ModelCatalogue catalogue = announced.catalogue(context);
        versions = new AssistantVersions(catalogue);
        held = new HeldRecords<>(
                new DeadlineQueue<>(context.getStateStore(AssistTopology.HELD_QUESTIONS)),
                catalogue,
                question -> versions.find(question.getAssistant()).isPresent(),
                config.modelWait());
        held.releaseBy(context, this::answerReleased);
        calls = new SlowCalls<>(
                context,
                new DeadlineQueue<>(context.getStateStore(AssistTopology.SLOW_QUESTIONS)),
                new SlowAnswers(),
                desk,
                AssistTopology.COLLECT_INTERVAL);
        loaded.open();
    }

    @Override
    public void process(Record<String, Question> record) {
        Question question = record.value();
        if (question == null) {
            throw new IllegalArgumentException("A record without a value is no question.");
        }
        long now = context.currentSystemTimeMs();
        Optional<ModelVersion> version = versions.find(question.getAssistant());
        if (isExpired(question, now)) {
            forward(record, Verdict.expired());
        } else if (version.isPresent()) {
            answer(record, version.get());
        } else {
            held.hold(question.getId(), question.getExpiresAt().toEpochMilli(), record, now);
        }
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
            calls = null;
            loaded.close();
        }
    }

    private void answerReleased(Record<String, Question> record, long now) {
        Question question = record.value();
        Optional<ModelVersion> version = versions.find(question.getAssistant());
        if (isExpired(question, now)) {
            forward(record, Verdict.expired());
        } else if (version.isPresent()) {
            answer(record, version.get());
        } else {
            forward(record, Verdict.unknown(question.getAssistant()));
        }
    }

    private void answer(Record<String, Question> record, ModelVersion version) {
        Question question = record.value();
        Optional<Verdict> verdict = assistants.askIfImmediate(version, question);
        if (verdict.isPresent()) {
            forward(record, verdict.get());
        } else {
            calls.add(place(question), question.getExpiresAt().toEpochMilli(), record);
        }
    }

    private void forward(Record<String, Question> record, Verdict verdict) {
        Question question = record.value();
        Answer answer = verdict.answer(question, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        context.forward(
                new Record<>(question.getRootId(), answer, record.timestamp(), record.headers()),
                question.getParentId().isPresent() ? AssistTopology.TO_ANSWERS : AssistTopology.TO_RESULTS);
        meters.answered(answer);
        tracing.answered(answer, record.headers());
    }

    /** Among questions that expire together, those about one context come one after another, to meet in one call. */
    private static String place(Question question) {
        return question.getContext().getContextId() + ' ' + question.getId();
    }

    private static boolean isExpired(Question question, long now) {
        return question.getExpiresAt().toEpochMilli() <= now;
    }

    /** Slow calls in batches of one version; the latest is looked up anew when a call is near. */
    private final class SlowAnswers implements SlowWork<String, Question, Optional<ModelVersion>, Verdict> {
        @Override
        public Optional<ModelVersion> lane(Question question) {
            return versions.find(question.getAssistant());
        }

        /** The facts of a context are encoded once for all questions of a call. */
        @Override
        public Object affinity(Question question) {
            return question.getContext().getContextId();
        }

        @Override
        public List<Verdict> call(Optional<ModelVersion> version, List<Question> questions)
                throws InterruptedException {
            return version.isPresent()
                    ? assistants.ask(version.get(), questions)
                    : questions.stream()
                            .map(question -> Verdict.unknown(question.getAssistant()))
                            .toList();
        }

        @Override
        public void settle(Record<String, Question> record, Outcome<Verdict> outcome) {
            Verdict verdict;
            if (outcome instanceof Outcome.Replied<Verdict> replied) {
                verdict = replied.reply();
            } else if (outcome instanceof Outcome.Failed<Verdict> failed) {
                verdict = new Verdict.NotAsked(AnswerStatus.FAILED, "The call failed: " + failed.cause());
            } else {
                verdict = Verdict.expired();
            }
            forward(record, verdict);
        }
    }
}
