package io.ida.training.learning;

import io.ida.amplification.Assistant;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Run;
import io.ida.events.Trace;
import io.ida.training.Cluster;
import io.ida.training.RunException;
import io.ida.training.evaluation.EvaluationSettings;
import io.ida.training.evaluation.Horizon;
import io.ida.training.iterations.FinishedNodes;
import io.ida.training.iterations.IterationCounts;
import io.ida.training.iterations.NextVersion;
import io.ida.training.iterations.RootIds;
import io.ida.training.iterations.RunLog;
import io.ida.training.iterations.StallClock;
import io.ida.training.iterations.Tail;
import io.ida.training.plot.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** One round, from wherever it stands to its report. For one thread. */
final class Round implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long NANOS_BETWEEN_COUNTS = 100_000_000L;
    private static final int BATCH = 500;

    private final RunLog log;
    private final RoundQuestions questions;
    private final LearningProgress progress;
    private final BooleanSupplier closed;
    private final RootIds ids;
    private final StallClock clock;
    private final Deserializer<Answer> answers;
    private final Deserializer<Trace> rows;
    private final RowSplits splits;
    private final Tail results;
    private final FinishedNodes nodes;
    private final String[] texts;
    private Run state;
    private int answered;
    private int lessonsAnswered;
    private long lessonNodes;
    private long lessonTraces;
    private long supervisorCalls;
    private List<OffsetRange> lessonRanges = List.of();
    private Instant firstAsked = Instant.MAX;
    private String firstFailure = "";
    private long lastCounted;

    Round(
            Cluster cluster,
            RunLog log,
            RoundQuestions questions,
            Run state,
            Duration stallTimeout,
            LearningProgress progress,
            BooleanSupplier closed) {
        this.log = log;
        this.questions = questions;
        this.state = state;
        this.progress = progress;
        this.closed = closed;
        ids = RootIds.of(state.getId(), state.getIteration());
        clock = new StallClock(stallTimeout);
        answers = cluster.serdes().of(cluster.topics().results()).deserializer();
        rows = cluster.serdes().of(cluster.topics().traces()).deserializer();
        splits = new RowSplits(questions.splits());
        results = new Tail(cluster.reader(), cluster.topics().results().name(), state.getResultsFrom());
        nodes = new FinishedNodes(cluster, state);
        texts = new String[questions.asked()];
    }

    /** The state of the run as last written. */
    Run state() {
        return state;
    }

    /** Asks the lessons and waits for their results and traces. */
    void askLessons() throws InterruptedException {
        askUpTo(questions.lessons(), () -> lessonsAnswered == questions.lessons() && lessonTraces >= lessonNodes);
        lessonRanges = nodes.fit();
        if (lessonNodes == 0) {
            throw new RunException("Round " + state.getIteration() + " amplified no question, so there is nothing to"
                    + " learn from. " + firstFailure);
        }
    }

    /** Asks the held-out questions and waits for their results. */
    void askGate() throws InterruptedException {
        askUpTo(questions.asked(), () -> answered == questions.asked());
    }

    /** Waits for a version; takes in what comes meanwhile. */
    ModelVersion await(NextVersion next) throws InterruptedException {
        clock.moved();
        Optional<ModelVersion> version = next.poll();
        while (version.isEmpty()) {
            pause(next::missing);
            version = next.poll();
        }
        return version.get();
    }

    private void askUpTo(int end, BooleanSupplier done) throws InterruptedException {
        while (state.getAsked() < end || !done.getAsBoolean()) {
            if (state.getAsked() < end) {
                state = log.ask(state, questions, Math.min(state.getAsked() + BATCH, end));
                clock.moved();
            }
            take();
            count(false);
            pause(this::missing);
        }
        count(true);
    }

    private void take() {
        for (ConsumerRecord<byte[], byte[]> record : results.poll(POLL)) {
            OptionalInt number = ids.number(Cluster.key(record));
            if (number.isPresent() && number.getAsInt() < texts.length && texts[number.getAsInt()] == null) {
                take(number.getAsInt(), answers.deserialize(record.topic(), record.value()));
                clock.moved();
            }
        }
        for (ConsumerRecord<byte[], byte[]> row : nodes.poll(Duration.ZERO)) {
            OptionalInt number = ids.number(Cluster.key(row));
            if (number.isPresent()) {
                splits.require(rows.deserialize(row.topic(), row.value()));
                lessonTraces += number.getAsInt() < questions.lessons() ? 1 : 0;
                clock.moved();
            }
        }
    }

    private void take(int number, Answer answer) {
        boolean success = answer.getStatus() == AnswerStatus.ANSWERED;
        texts[number] = success ? answer.getText() : Assistant.IDK;
        answered++;
        if (questions.isByH(number)) {
            supervisorCalls += answer.getUsage().getNodes();
        }
        if (number < questions.lessons()) {
            lessonsAnswered++;
            lessonNodes += answer.getUsage().getNodes();
        }
        if (answer.getAskedAt().isBefore(firstAsked)) {
            firstAsked = answer.getAskedAt();
        }
        if (!success && firstFailure.isEmpty()) {
            firstFailure = answer.getQuestionId() + " ended as " + answer.getStatus() + ": " + answer.getReason();
        }
    }

    /** Where the lessons are. */
    List<OffsetRange> lessonRanges() {
        return lessonRanges;
    }

    /** Nodes that H worked on. */
    long supervisorCalls() {
        return supervisorCalls;
    }

    /** Seconds since the first question. */
    double seconds() {
        return firstAsked == Instant.MAX
                ? 0
                : Duration.between(firstAsked, Instant.now()).toMillis() / 1e3;
    }

    /** What the held-out questions say, once all are answered. */
    GateTally gate() {
        TreeMap<Integer, List<Integer>> agreed = new TreeMap<>();
        TreeMap<Integer, Share> alone = new TreeMap<>();
        TreeMap<Integer, Share> amplified = new TreeMap<>();
        TreeMap<Integer, Share> byHardness = new TreeMap<>();
        for (int i = 0; i < questions.gate().size(); i++) {
            RoundQuestions.Asked question = questions.gate().get(i);
            String ownAnswer = texts[questions.alone(i)];
            String teamAnswer = texts[questions.amplified(i)];
            if (question.level() <= questions.plan().difficulty()) {
                boolean agrees = ownAnswer.equals(teamAnswer) && !ownAnswer.equals(Assistant.IDK);
                agreed.computeIfAbsent(question.level(), any -> new ArrayList<>())
                        .add(agrees ? 1 : 0);
            }
            if (question.level() < questions.highestLevel()) {
                continue;
            }
            int depth = question.instance().neededDepth(question.text());
            boolean right = question.isCorrect(ownAnswer);
            alone.merge(depth, share(right), Share::plus);
            amplified.merge(depth, share(question.isCorrect(teamAnswer)), Share::plus);
            byHardness.merge(question.instance().hardness(question.text()), share(right), Share::plus);
        }
        TreeMap<Integer, Double> agreement = new TreeMap<>();
        agreed.forEach((level, each) -> agreement.put(
                level, each.stream().mapToInt(Integer::intValue).average().orElse(0)));
        return new GateTally(agreement, alone, amplified, Horizon.of(byHardness, EvaluationSettings.DEFAULT_THRESHOLD));
    }

    private static Share share(boolean right) {
        return new Share(right ? 1 : 0, 1);
    }

    private void count(boolean now) {
        if (now || System.nanoTime() - lastCounted > NANOS_BETWEEN_COUNTS) {
            lastCounted = System.nanoTime();
            progress.counted(new IterationCounts(state.getAsked(), answered, lessonTraces, lessonNodes));
        }
    }

    private void pause(Supplier<String> missing) throws InterruptedException {
        if (closed.getAsBoolean() || Thread.interrupted()) {
            throw new InterruptedException("Run " + state.getId() + " is stopped");
        }
        clock.check(missing);
    }

    private String missing() {
        return "Round " + state.getIteration() + " has " + answered + " of " + state.getAsked() + " results and "
                + lessonTraces + " of " + lessonNodes + " traces. Are all stages running?";
    }

    @Override
    public void close() {
        try (results) {
            nodes.close();
        }
    }
}
