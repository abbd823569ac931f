package io.ida.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Assistant;
import io.ida.amplification.Splits;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Usage;
import io.ida.training.plot.Curve;
import io.ida.training.plot.Point;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class EvaluationTallyTest {
    private static final Exam EXAM =
            new Exam(StandardTasks.permutationPowering(4), List.of(8, 9), 3, 20, 1, Splits.STANDARD, Split.TEST);
    private static final EvaluationSettings SETTINGS =
            EvaluationSettings.of("x", VersionSelection.ALL, EXAM).withSupervisors(List.of("scripted", "learned:h@2"));

    private final EvaluationQuestions questions = new EvaluationQuestions(SETTINGS, "e", List.of(0, 4));
    private final EvaluationTally tally = new EvaluationTally(questions, SETTINGS.threshold());

    @Test
    void everyItemIsAskedOfEveryVersionInEveryWayPinned() {
        assertThat(questions.asked()).isEqualTo(2 * 3 * 120);
        Set<String> ids = new HashSet<>();
        for (int number = 0; number < questions.asked(); number++) {
            Question question = questions.question(number, Instant.EPOCH);
            ids.add(question.getId());
            assertThat(questions.number(question.getId())).hasValue(number);
            assertThat(question.getAssistant().getVersion()).hasValue(number < 360 ? 0 : 4);
            assertThat(question.getLabels()).containsEntry("purpose", "evaluate");
            assertThat(question.getExpiresAt()).isEqualTo(Instant.EPOCH.plus(SETTINGS.timeToLive()));
        }
        assertThat(ids).hasSize(questions.asked());
        Question alone = questions.question(questions.number(1, 0, 7), Instant.EPOCH);
        Question amplified = questions.question(questions.number(1, 1, 7), Instant.EPOCH);
        Question learned = questions.question(questions.number(1, 2, 7), Instant.EPOCH);
        assertThat(List.of(alone.getDepth(), amplified.getDepth(), learned.getDepth()))
                .containsExactly(0, 1, 1);
        assertThat(amplified.getSupervisor()).isEqualTo("scripted");
        assertThat(learned.getSupervisor()).isEqualTo("learned:h@2");
        assertThat(alone.getText())
                .isEqualTo(amplified.getText())
                .isEqualTo(learned.getText())
                .isEqualTo(questions.items().get(7).text());
        assertThat(alone.getLabels()).containsEntry("decoding", "greedy");
        assertThat(amplified.getLabels()).containsOnlyKeys("purpose");
    }

    @Test
    void noRightAnswerLeaves() {
        Question question = questions.question(0, Instant.EPOCH);

        assertThat(question.getLabels()).containsOnlyKeys("purpose", "decoding");
        assertThat(question.getContext().getFacts())
                .isEqualTo(questions.items().get(0).instance().facts());
    }

    @Test
    void countsAreByDifficultyAndByNeededDepth() {
        answerAll((way, item) -> item.neededDepth() <= way + 1 ? right(item) : Assistant.IDK);

        WayReport alone = tally.ways(1).get(0);
        WayReport amplified = tally.ways(1).get(1);

        assertThat(alone.way()).isEqualTo("alone");
        assertThat(alone.total().asked()).isEqualTo(120);
        assertThat(alone.total().answered()).isEqualTo(120);
        assertThat(alone.total().right()).isEqualTo(alone.byDepth().get(1).right());
        assertThat(alone.bySize()).containsOnlyKeys(8, 9);
        assertThat(alone.bySize().values())
                .allSatisfy(counts -> assertThat(counts.asked()).isEqualTo(60));
        assertThat(alone.byDepth()).containsOnlyKeys(1, 2, 3);
        assertThat(alone.byDepth().values().stream().map(Counts::accuracy)).containsExactly(1.0, 0.0, 0.0);
        assertThat(amplified.byDepth().values().stream().map(Counts::accuracy)).containsExactly(1.0, 1.0, 0.0);
        assertThat(alone.horizon()).isEqualTo(3);
        assertThat(amplified.horizon()).isEqualTo(7);
        assertThat(tally.ways(1).get(2).horizon()).isEqualTo(15);
        assertThat(alone.failure()).isEmpty();
    }

    @Test
    void agreementIsWithTheAssistantAloneAndIdkCountsAgainstIt() {
        answerAll((way, item) -> item.neededDepth() <= way + 1 ? right(item) : Assistant.IDK);

        List<WayReport> ways = tally.ways(0);

        assertThat(ways.get(0).agreement()).isNull();
        assertThat(ways.get(1).agreement())
                .isEqualTo(ways.get(0).total().right() / 120.0)
                .isGreaterThan(0);
    }

    @Test
    void aFailureIsNotAnsweredNotRightAndRemembered() {
        for (int number = 0; number < questions.asked(); number++) {
            Exam.Item item = questions.items().get(number % questions.items().size());
            boolean fails = number == questions.number(1, 2, 5);
            tally.take(number, answer(fails ? AnswerStatus.TIMED_OUT : AnswerStatus.ANSWERED, right(item)));
        }

        WayReport failed = tally.ways(1).get(2);
        assertThat(failed.total()).isEqualTo(new Counts(120, 119, 119));
        assertThat(failed.failure()).contains("TIMED_OUT", "too late");
        assertThat(tally.ways(1).get(1).failure()).isEmpty();
        assertThat(tally.ways(0).get(2).total().right()).isEqualTo(120);
    }

    @Test
    void aSecondResultCountsOnceAndMissingOnesAreNamed() {
        assertThat(tally.take(1, answer(AnswerStatus.ANSWERED, "aa"))).isTrue();
        assertThat(tally.take(1, answer(AnswerStatus.ANSWERED, "ab"))).isFalse();
        assertThat(tally.take(questions.asked(), answer(AnswerStatus.ANSWERED, "ab")))
                .isFalse();
        assertThat(tally.missing(2)).containsExactly(0, 2);
        assertThat(tally.isComplete()).isFalse();
    }

    @Test
    void aReportSurvivesJsonAndMakesCurves() {
        answerAll((way, item) -> item.neededDepth() <= way + 1 ? right(item) : Assistant.IDK);
        EvaluationReport report = new EvaluationReport(
                "x",
                "permutation-powering",
                "exponent",
                "TEST",
                List.of(8, 9),
                3,
                20,
                1,
                0.95,
                List.of(
                        new VersionReport(0, null, null, tally.ways(0)),
                        new VersionReport(4, "PROMOTED", 65_000L, tally.ways(1))));

        assertThat(EvaluationReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(report.toJson())
                .startsWith("{\"model\":\"x\",\"task\":\"permutation-powering\"")
                .contains("{\"way\":\"alone\",\"total\":{\"asked\":120,\"answered\":120,\"right\":")
                .contains("\"bySize\":{\"8\":{\"asked\":60,");
        List<Curve> curves = report.curves("distilled");
        assertThat(curves).extracting(Curve::way).containsExactly("X alone", "H + X", "H′ + X");
        assertThat(curves).extracting(Curve::run).containsOnly("distilled");
        assertThat(curves.get(1).points()).extracting(Point::x).containsExactly(0.0, 4.0);
        assertThat(curves.get(1).points()).extracting(Point::horizon).containsExactly(7, 7);
        assertThat(curves.get(1).points().get(0).byDepth().get(2).value()).isEqualTo(1.0);
    }

    @Test
    void waysThatLookTheSameAreToldApart() {
        WayReport way = new WayReport("learned:h@1", Counts.NONE, new TreeMap<>(), new TreeMap<>(), 0, 0.0, "");
        WayReport other = new WayReport("learned:h@2", Counts.NONE, new TreeMap<>(), new TreeMap<>(), 0, 0.0, "");
        WayReport errs = new WayReport("scripted?error=0.1", Counts.NONE, new TreeMap<>(), new TreeMap<>(), 0, 0.0, "");
        EvaluationReport report = new EvaluationReport(
                "x",
                "t",
                "h",
                "TEST",
                List.of(8),
                1,
                1,
                1,
                0.95,
                List.of(new VersionReport(0, null, null, List.of(way, other, errs))));

        assertThat(report.curves("r"))
                .extracting(Curve::way)
                .containsExactly("H′ + X (learned:h@1)", "H′ + X (learned:h@2)", "H* + X");
    }

    private void answerAll(BiFunction<Integer, Exam.Item, String> text) {
        int size = questions.items().size();
        for (int number = 0; number < questions.asked(); number++) {
            Exam.Item item = questions.items().get(number % size);
            tally.take(number, answer(AnswerStatus.ANSWERED, text.apply(number / size % 3, item)));
        }
        assertThat(tally.isComplete()).isTrue();
    }

    private static String right(Exam.Item item) {
        return item.instance().solve(item.text());
    }

    private static Answer answer(AnswerStatus status, String text) {
        return new Answer(
                "q",
                "q",
                null,
                "",
                0,
                "t",
                "?",
                0,
                status,
                text,
                status == AnswerStatus.ANSWERED ? "" : "too late",
                new Answerer(AnswererKind.ASSISTANT, "x", 1),
                List.of(),
                new Usage(1L, 0L),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
