package io.ida.training.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ida.amplification.Answers;
import io.ida.amplification.Splits;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.training.RunException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundQuestionsTest {
    private static final Task TASK = StandardTasks.permutationPowering(3);
    private static final LearningSettings SETTINGS = LearningRuns.settings(2);

    @Test
    void lessonsAreAmplifiedWithTheTeacher() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2));

        assertThat(questions.lessons()).isEqualTo(6 * 4);
        assertThat(all(questions, 3).subList(0, 24)).allSatisfy(question -> {
            assertThat(question.getDepth()).isEqualTo(1);
            assertThat(question.getAssistant().getVersion()).contains(1);
            assertThat(question.getLabels())
                    .containsEntry("purpose", "lesson")
                    .containsEntry("run", "r1")
                    .containsEntry("decoding", "sampled");
        });
    }

    @Test
    void heldOutQuestionsAreAskedOfTheCandidateAmplifiedAndAlone() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2));
        List<Question> asked = all(questions, 3);

        assertThat(questions.gate()).hasSize(3 * 3 * 2);
        for (int i = 0; i < questions.gate().size(); i++) {
            Question amplified = asked.get(questions.amplified(i));
            Question alone = asked.get(questions.alone(i));
            assertThat(amplified.getDepth()).isEqualTo(1);
            assertThat(alone.getDepth()).isZero();
            assertThat(alone.getText()).isEqualTo(amplified.getText());
            assertThat(alone.getContext()).isEqualTo(amplified.getContext());
            assertThat(List.of(alone, amplified)).allSatisfy(question -> {
                assertThat(question.getAssistant().getVersion()).contains(2);
                assertThat(question.getLabels()).containsEntry("purpose", "gate");
            });
        }
    }

    @Test
    void theLargestContextsAreHeldOutFromTheBeginning() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(2, 0, 1, 1));

        assertThat(questions.gate()).extracting(RoundQuestions.Asked::level).containsOnly(0, 2);
    }

    @Test
    void theFirstRoundHasNobodyToJudge() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(1, 0, 0, 0));

        assertThat(questions.gate()).isEmpty();
        assertThat(questions.asked()).isEqualTo(questions.lessons());
    }

    @Test
    void everyRoundHasNewLessonsAndTheSameHeldOutQuestions() {
        RoundQuestions third = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2));
        RoundQuestions fourth = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(4, 1, 2, 3));
        RoundQuestions fifth = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(5, 2, 2, 4));

        assertThat(third.question(3, 0, Instant.EPOCH).getContext())
                .isNotEqualTo(fourth.question(4, 0, Instant.EPOCH).getContext());
        assertThat(fourth.gate()).isEqualTo(third.gate());
        assertThat(fifth.gate()).startsWith(third.gate().toArray(RoundQuestions.Asked[]::new));
    }

    @Test
    void aRestartedControllerMeansTheSameQuestions() {
        assertThat(all(new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2)), 3))
                .isEqualTo(all(new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2)), 3))
                .extracting(Question::getId)
                .doesNotHaveDuplicates();
    }

    @Test
    void halfOfTheContextsAreOfTheHighestLevel() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 2, 1, 2));

        assertThat(IntStream.range(0, questions.lessons())
                        .mapToObj(number -> questions.question(3, number, Instant.EPOCH))
                        .filter(question -> question.getContext().getFacts().size() == 6))
                .hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void withoutAnImitatorHWorksOnEverything() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 0, 1, 2));

        assertThat(all(questions, 3)).extracting(Question::getSupervisor).containsOnly("scripted");
    }

    @Test
    void whileTheImitatorKnowsNothingOnlyDemonstrationsAreAsked() {
        RoundQuestions questions =
                new RoundQuestions(LearningRuns.withImitator(), TASK, new RoundPlan(1, 0, 0, 0, 0, 5));

        assertThat(all(questions, 1)).hasSize(5).allSatisfy(question -> {
            assertThat(question.getSupervisor()).isEqualTo("scripted");
            assertThat(question.getLabels())
                    .containsEntry("demonstration", "true")
                    .containsEntry("purpose", "lesson");
        });
    }

    @Test
    void theImitatorWorksOnAllButTheDemonstrations() {
        RoundQuestions questions =
                new RoundQuestions(LearningRuns.withImitator(), TASK, new RoundPlan(3, 0, 1, 2, 4, 5));
        List<Question> asked = all(questions, 3);

        assertThat(asked.subList(0, 5)).extracting(Question::getSupervisor).containsOnly("scripted");
        assertThat(asked.subList(5, asked.size())).allSatisfy(question -> {
            assertThat(question.getSupervisor()).isEqualTo("learned:h-r1@4");
            assertThat(question.getLabels()).doesNotContainKey("demonstration");
        });
        assertThat(questions.lessons()).isEqualTo(6 * 4);
        assertThat(questions.isByH(4)).isTrue();
        assertThat(questions.isByH(5)).isFalse();
    }

    @Test
    void noContextIsBothLearnedFromAndHeldOut() {
        RoundQuestions questions = new RoundQuestions(SETTINGS, TASK, RoundPlan.withoutImitator(3, 1, 1, 2));

        for (Question question : all(questions, 3)) {
            Split part = question.getLabels().get("purpose").equals("lesson") ? Split.TRAIN : Split.VALIDATION;
            assertThat(Splits.STANDARD.of(question.getContext().getContextId())).isEqualTo(part);
        }
    }

    @Test
    void contextsAreHeldOutAsDistillDividesThem() {
        Splits splits = new Splits(60, 10);
        RoundQuestions questions =
                new RoundQuestions(LearningRuns.dividedBy(splits), TASK, RoundPlan.withoutImitator(3, 0, 1, 2));
        RowSplits sameSplits = new RowSplits(splits);
        RowSplits otherSplits = new RowSplits(Splits.STANDARD);

        List<Trace> rows = all(questions, 3).stream()
                .map(question -> row(question, splits.of(question.getContext().getContextId())))
                .toList();
        assertThat(rows).extracting(Trace::getSplit).contains(Split.TRAIN, Split.VALIDATION);
        rows.forEach(sameSplits::require);
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(() -> rows.forEach(otherSplits::require))
                .withMessageContaining("Distill divides the data set otherwise")
                .withMessageContaining("distill.validation.percent")
                .withMessageContaining("this one has 10 and 10");
        for (Trace row : rows) {
            boolean lesson = row.getQuestion().getLabels().get("purpose").equals("lesson");
            assertThat(row.getSplit()).isEqualTo(lesson ? Split.TRAIN : Split.VALIDATION);
        }
    }

    private static Trace row(Question question, Split split) {
        Answer answer = Answers.fromPipeline(question, AnswerStatus.TIMED_OUT, "", "test", Instant.EPOCH);
        return Trace.newBuilder()
                .setQuestion(question)
                .setTranscript(List.of())
                .setAnswer(answer)
                .setRootStatus(AnswerStatus.TIMED_OUT)
                .setSplit(split)
                .setFit(false)
                .build();
    }

    private static List<Question> all(RoundQuestions questions, int round) {
        return IntStream.range(0, questions.asked())
                .mapToObj(number -> questions.question(round, number, Instant.EPOCH))
                .toList();
    }
}
