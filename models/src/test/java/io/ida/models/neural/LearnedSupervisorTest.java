package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Move;
import io.ida.amplification.Situation;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.models.neural.Classroom.Moved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedSupervisorTest {
    private static final SupervisorConfig SMALL_POWERS =
            new SupervisorConfig(SupervisorLanguages.permutationPowering(3), Classroom.TINY, Classroom.QUICK);

    @Test
    void aTinyNetworkLearnsToMoveAsTheScriptDoesOnQuestionsThatItHasNotSeen() {
        Classroom classroom = new Classroom(StandardTasks.permutationPowering(3), 1);
        List<Demonstration> shown = classroom.demonstrations(8, 400);
        List<Moved> moves = new ArrayList<>();
        classroom.demonstrations(8, 500).forEach(unseen -> moves.addAll(classroom.moves(unseen)));
        try (SupervisorTrainer trainer = SupervisorTrainer.create(SMALL_POWERS, 1)) {
            train(trainer, shown, 250);
            try (LearnedSupervisor learned = trainer.supervisor("h", 3)) {
                assertThat(learned.next(moves.stream().map(Moved::situation).toList()))
                        .isEqualTo(moves.stream().map(Moved::move).toList());
                assertThat(learned.name()).isEqualTo("learned:h");
                assertThat(learned.version()).isEqualTo(3);
            }
        }
    }

    static void train(SupervisorTrainer trainer, List<Demonstration> shown, int steps) {
        Random random = new Random(2);
        for (int step = 0; step < steps; step++) {
            List<Demonstration> batch = new ArrayList<>();
            for (int count = 0; count < 32; count++) {
                batch.add(shown.get(random.nextInt(shown.size())));
            }
            trainer.step(batch);
        }
    }

    @Test
    void aMoveDoesNotDependOnTheBatch() {
        Classroom classroom = new Classroom(StandardTasks.all().get("union-find"), 3);
        List<Situation> situations = new ArrayList<>();
        classroom
                .demonstrations(12, 30)
                .forEach(shown ->
                        classroom.moves(shown).stream().map(Moved::situation).forEach(situations::add));
        SupervisorConfig config =
                new SupervisorConfig(SupervisorLanguages.of("union-find"), Classroom.TINY, Classroom.QUICK);
        try (SupervisorTrainer trainer = SupervisorTrainer.create(config, 1)) {
            train(trainer, classroom.demonstrations(12, 30), 20);
            List<Move> alone = new ArrayList<>();
            for (Situation situation : situations) {
                try (LearnedSupervisor fresh = trainer.supervisor("h", 1)) {
                    alone.add(fresh.next(situation.question(), situation.transcript()));
                }
            }
            try (LearnedSupervisor learned = trainer.supervisor("h", 1)) {
                assertThat(learned.next(situations)).isEqualTo(alone);
                Collections.reverse(situations);
                Collections.reverse(alone);
                assertThat(learned.next(situations)).isEqualTo(alone);
            }
            try (LearnedSupervisor learned = trainer.supervisor("h", 1)) {
                assertThat(learned.next(situations)).isEqualTo(alone);
            }
        }
    }

    @Test
    void anUntrainedSupervisorFailsWithAReasonAndNeverThrows() {
        Classroom classroom = new Classroom(StandardTasks.all().get("shortest-path"), 3);
        List<Situation> situations = new ArrayList<>();
        classroom
                .demonstrations(12, 20)
                .forEach(shown ->
                        classroom.moves(shown).stream().map(Moved::situation).forEach(situations::add));
        SupervisorConfig config =
                new SupervisorConfig(SupervisorLanguages.of("shortest-path"), Classroom.TINY, Classroom.QUICK);
        for (int seed = 0; seed < 5; seed++) {
            try (SupervisorTrainer trainer = SupervisorTrainer.create(config, seed);
                    LearnedSupervisor untrained = trainer.supervisor("h", 1)) {
                assertThat(untrained.next(situations)).hasSameSizeAs(situations).allSatisfy(move -> {
                    if (move instanceof Move.Conclude conclusion && conclusion.status() != AnswerStatus.ANSWERED) {
                        assertThat(conclusion.status()).isEqualTo(AnswerStatus.FAILED);
                        assertThat(conclusion.reason()).contains("makes no move");
                        assertThat(conclusion.text()).isEqualTo("idk");
                    }
                });
            }
        }
    }

    @Test
    void whatItCannotReadIsAnsweredAtOnce() {
        try (SupervisorTrainer trainer = SupervisorTrainer.create(SMALL_POWERS, 1)) {
            LearnedSupervisor learned = trainer.supervisor("h", 1);
            SubQuestion half = SubQuestion.of("ab ^ 2");
            List<Exchange> garbled = List.of(Classroom.answered(0, 0, half, "what?"));
            List<Exchange> failed = List.of(Classroom.exchange(0, 0, half, AnswerStatus.OUT_OF_BUDGET, ""));
            List<Exchange> foreign = List.of(Classroom.answered(0, 0, SubQuestion.of("gg ^ 2"), "ab"));
            List<Exchange> endless = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                endless.add(Classroom.answered(round, 0, half, "ab"));
            }

            List<Move> moves = learned.next(List.of(
                    situation("union-find", "value ab", List.of()),
                    situation("permutation-powering", "ab ^ 8", List.of()),
                    situation("permutation-powering", "ab ^ 5", garbled),
                    situation("permutation-powering", "ab ^ 5", failed),
                    situation("permutation-powering", "ab ^ 5", foreign),
                    situation("permutation-powering", "ab ^ 5", endless)));

            assertThat(moves)
                    .extracting(move -> ((Move.Conclude) move).status())
                    .containsExactly(
                            AnswerStatus.CANNOT_ANSWER,
                            AnswerStatus.CANNOT_ANSWER,
                            AnswerStatus.ANSWERED,
                            AnswerStatus.OUT_OF_BUDGET,
                            AnswerStatus.FAILED,
                            AnswerStatus.FAILED);
            assertThat(moves).extracting(move -> ((Move.Conclude) move).text()).containsOnly("idk");
            assertThat(moves)
                    .extracting(move -> ((Move.Conclude) move).reason())
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("permutation-powering, not union-find"),
                            reason -> assertThat(reason).contains("Cannot read the question 'ab ^ 8'"),
                            reason -> assertThat(reason).isEmpty(),
                            reason -> assertThat(reason).isEqualTo("Sub-question 'ab ^ 2': as it happens"),
                            reason -> assertThat(reason).contains("gg"),
                            reason -> assertThat(reason).contains("this supervisor reads 96"));
            learned.close();
            learned.close();
            assertThatThrownBy(() -> learned.next(List.of(situation("union-find", "value ab", List.of()))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Situation situation(String task, String text, List<Exchange> transcript) {
        return new Situation(new SupervisedQuestion(task, text, 1, 0), transcript);
    }
}
