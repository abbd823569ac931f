package io.ida.training.learning;

import io.ida.amplification.Task;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.events.OffsetRange;
import io.ida.events.Run;
import io.ida.events.Training;
import io.ida.models.neural.LearnedSupervisor;
import io.ida.models.neural.NeuralAssistant;
import io.ida.training.Cluster;
import io.ida.training.ImitatorLearner;
import io.ida.training.RunException;
import io.ida.training.StudentSettings.Targets;
import io.ida.training.iterations.NextVersion;
import io.ida.training.iterations.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs the learned loop. In round r the amplified team answers new questions with the latest version of X, while
 * version r-1 trains on the answers of the rounds before. Then version r-1 is asked held-out questions, alone and
 * amplified, and becomes the latest if the {@link PromotionGate} lets it. The {@link Curriculum} goes by agreement, too:
 * the solver only reports.
 *
 * <p>The controller is a client of the topics like any other and keeps nothing but what it writes there: stopped
 * anywhere and started again, by this process or another, it goes on and asks nothing twice. {@link #run} runs on one
 * thread; {@link #close} may be called from any.
 */
public final class LearningController implements AutoCloseable {
    private final Map<String, String> client;
    private final LearningSettings settings;
    private final Duration stallTimeout;
    private final Task task;
    private final Curriculum curriculum;
    private final LearningProgress progress;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param client properties of Kafka and registry clients
     * @param settings what the run does
     * @param stallTimeout how long nothing may come before the run gives up
     * @param progress hears how it goes
     */
    public LearningController(
            Map<String, String> client, LearningSettings settings, Duration stallTimeout, LearningProgress progress) {
        this.client = Map.copyOf(client);
        this.settings = settings;
        this.stallTimeout = stallTimeout;
        this.progress = progress;
        task = settings.subject();
        curriculum = new Curriculum(settings);
    }

    /**
     * Runs, or goes on with the run where it was stopped, until its last version is judged.
     *
     * @return the reports of all rounds, those from before a restart included
     * @throws RunException if the run cannot go on
     * @throws InterruptedException if the thread is interrupted or the controller closed; the run can go on later
     */
    public List<RoundReport> run() throws InterruptedException {
        Cluster cluster = new Cluster(client);
        try (RunLog log = new RunLog(cluster, settings.runId(), settings.toMap())) {
            Run run = log.current();
            List<RoundReport> reports = new ArrayList<>();
            run.getReports().forEach(report -> reports.add(RoundReport.fromJson(report)));
            reports.forEach(progress::reportFinished);
            while (!run.getFinished()) {
                run = round(cluster, log, run, reports);
            }
            return reports;
        } catch (InterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException("Run " + settings.runId() + " is stopped");
        } catch (KafkaException e) {
            throw new RunException("Run " + settings.runId() + " failed. " + e.getMessage(), e);
        }
    }

    private Run round(Cluster cluster, RunLog log, Run begun, List<RoundReport> reports) throws InterruptedException {
        int number = begun.getIteration();
        int version = number - 1;
        Imitation imitation = Imitation.last(reports);
        RoundPlan plan = plan(number, reports, imitation);
        RoundQuestions questions = new RoundQuestions(settings, task, plan);
        progress.roundStarted(number, questions.asked(), version);
        try (Round round = new Round(cluster, log, questions, begun, stallTimeout, progress, closed::get)) {
            if (version == 0) {
                round.askLessons();
                Imitation begun0 = new Imitation(0, plan.demonstrations(), 0, 0);
                RoundReport report = report(round, questions, null, GateTally.NONE, ModelStatus.REJECTED, begun0);
                return finish(log, round, report, reports, null);
            }
            boolean imitates = settings.imitator().isPresent();
            try (NextVersion next = new NextVersion(cluster, settings.runId(), settings.model(), version);
                    NextVersion nextImitator = new NextVersion(
                            cluster, settings.runId(), settings.imitatorModel(), imitation.trained() + 1)) {
                if (imitates && !nextImitator.isRequested()) {
                    log.request(imitatorRequest(imitation.trained(), reports, questions));
                }
                if (!next.isRequested()) {
                    log.request(request(version, Curriculum.parent(reports), reports, questions));
                }
                round.askLessons();
                ModelVersion trained = round.await(next);
                Imitation imitated =
                        new Imitation(plan.imitator(), plan.demonstrations(), imitation.trained(), imitation.loss());
                if (imitates) {
                    ModelVersion imitator = round.await(nextImitator);
                    imitated = new Imitation(
                            plan.imitator(),
                            plan.demonstrations(),
                            imitator.getVersion(),
                            imitator.getMetrics().getOrDefault(ImitatorLearner.FRESH_LOSS, 0.0));
                }
                GateTally gate = GateTally.NONE;
                ModelStatus status = ModelStatus.REJECTED;
                if (trained.getStatus() == ModelStatus.CANDIDATE) {
                    round.askGate();
                    gate = round.gate();
                    status = judge(reports, gate) ? ModelStatus.PROMOTED : ModelStatus.REJECTED;
                }
                RoundReport report = report(round, questions, trained, gate, status, imitated);
                return finish(log, round, report, reports, judged(trained, report));
            }
        }
    }

    private RoundPlan plan(int number, List<RoundReport> reports, Imitation imitation) {
        int difficulty = curriculum.difficulty(reports);
        int latest = Curriculum.latest(reports);
        return settings.imitator()
                .map(imitator -> new RoundPlan(
                        number,
                        difficulty,
                        latest,
                        number - 1,
                        imitation.trained(),
                        imitation.demand(settings.demonstrations(), imitator.steps())))
                .orElse(RoundPlan.withoutImitator(number, difficulty, latest, number - 1));
    }

    /** Supervised learning has right answers to go by, and no amplified self to agree with. */
    private boolean judge(List<RoundReport> reports, GateTally gate) {
        return settings.student().targets() == Targets.SOLVER
                || PromotionGate.lets(
                        PromotionGate.before(reports),
                        gate.agreement(),
                        settings.gateContexts() * settings.gateQuestions());
    }

    /** What version to train from what: its parent goes on with the lessons of the last rounds. */
    private Training request(int version, int parent, List<RoundReport> reports, RoundQuestions questions) {
        List<OffsetRange> traces =
                traces(reports.subList(Math.max(0, reports.size() - settings.window()), reports.size()));
        return new Training(
                NextVersion.trainingId(settings.runId(), version),
                settings.model(),
                version,
                parent == 0 ? null : parent,
                traces,
                questions.labels(RoundQuestions.LESSON),
                NeuralAssistant.ARCHITECTURE,
                settings.student().toMap(),
                true,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** H&prime; learns from all demonstrations there have been, as they are few. */
    private Training imitatorRequest(int parent, List<RoundReport> reports, RoundQuestions questions) {
        return new Training(
                NextVersion.trainingId(settings.runId(), parent + 1),
                settings.imitatorModel(),
                parent + 1,
                parent == 0 ? null : parent,
                traces(reports),
                questions.demonstrationLabels(),
                LearnedSupervisor.ARCHITECTURE,
                settings.imitator().orElseThrow().toMap(),
                false,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static List<OffsetRange> traces(List<RoundReport> reports) {
        return reports.stream()
                .flatMap(report -> report.traces().stream())
                .map(range -> new OffsetRange(range.get(0).intValue(), range.get(1), range.get(2)))
                .toList();
    }

    private RoundReport report(
            Round round,
            RoundQuestions questions,
            ModelVersion trained,
            GateTally gate,
            ModelStatus status,
            Imitation imitation) {
        Map<String, Double> metrics = trained == null ? Map.of() : trained.getMetrics();
        int number = round.state().getIteration();
        return new RoundReport(
                number,
                questions.plan().teacher(),
                questions.plan().difficulty(),
                number - 1,
                status,
                new TreeMap<>(gate.agreement()),
                gate.alone(),
                gate.amplified(),
                gate.horizon(),
                metrics.getOrDefault("loss", 0.0),
                metrics.getOrDefault("steps", 0.0).longValue(),
                metrics.getOrDefault("lessons.per.second", 0.0),
                questions.lessons(),
                round.supervisorCalls(),
                imitation,
                round.seconds(),
                round.lessonRanges().stream()
                        .map(range -> List.of((long) range.getPartition(), range.getFrom(), range.getTo()))
                        .toList());
    }

    private static ModelVersion judged(ModelVersion trained, RoundReport report) {
        Map<String, Double> metrics = new HashMap<>(trained.getMetrics());
        metrics.putAll(report.metrics());
        return ModelVersion.newBuilder(trained)
                .setStatus(report.status())
                .setMetrics(metrics)
                .build();
    }

    private Run finish(RunLog log, Round round, RoundReport report, List<RoundReport> reports, ModelVersion judged) {
        reports.add(report);
        List<String> json = reports.stream().map(RoundReport::toJson).toList();
        boolean last = report.version() >= settings.versions() || isMastered(reports);
        Run next = last
                ? Run.newBuilder(round.state())
                        .setReports(json)
                        .setFinished(true)
                        .build()
                : log.iteration(report.round() + 1, json);
        Run written = judged == null ? log.write(next) : log.write(next, judged);
        progress.reportFinished(report);
        return written;
    }

    /** Whether there is nothing left to learn: at the last level, versions in a row agree with their amplified selves. */
    private boolean isMastered(List<RoundReport> reports) {
        int inRow = 3;
        return reports.size() > inRow
                && IntStream.range(reports.size() - inRow, reports.size())
                        .mapToObj(reports::get)
                        .allMatch(report ->
                                report.difficulty() == settings.maxDifficulty() && report.meanAgreement() >= 0.998);
    }

    /** Makes {@link #run} end soon. */
    @Override
    public void close() {
        closed.set(true);
    }
}
