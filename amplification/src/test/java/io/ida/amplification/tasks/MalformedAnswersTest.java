package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Events;
import io.ida.amplification.Instance;
import io.ida.amplification.Move;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.Supervisor;
import io.ida.amplification.Task;
import io.ida.events.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MalformedAnswersTest {
    private static final Supervisor SCRIPTED = new ScriptedSupervisor(StandardTasks.all());

    private static final List<String> UNLIKELY = List.of(
            "",
            " ",
            "+1",
            "-0",
            "07",
            "1.0",
            "99",
            "-33",
            "99999999999999999999",
            "zz",
            "ai",
            "AB",
            "ab ",
            "IDK",
            "infinity",
            "Yes",
            "ab ^ 3",
            "step ab cd",
            "f(1,2)",
            "\u0661",
            "\n",
            "null");
    private static final List<String> WELL_FORMED =
            List.of("aa", "ab", "hh", "0", "1", "7", "11", "12", "32", "-32", "62", "63", "inf", "idk", "yes", "no");

    @Test
    void aMalformedAnswerAtAnyPositionGivesIdk() {
        Random random = new Random(1);
        for (int tries = 0; tries < 2000; tries++) {
            Task task = anyTask(random);
            Instance instance = task.generate(12, random.nextLong());
            String question = instance.sampleQuestion(random);
            String garbage = garbage(random);
            int positions = converse(task, question, (asked, position) -> right(task, instance, asked))
                    .asks();
            for (int garbled = 0; garbled < positions; garbled++) {
                int at = garbled;
                Outcome outcome = converse(
                        task, question, (asked, position) -> position == at ? garbage : right(task, instance, asked));
                assertThat(outcome.answer())
                        .as("%s, answer %d is '%s'", question, at, garbage)
                        .isEqualTo("idk");
            }
        }
    }

    @Test
    void whateverWordsTheAnswersAreSubQuestionsAndAnswersStayWellFormed() {
        Random random = new Random(2);
        for (int tries = 0; tries < 3000; tries++) {
            Task task = anyTask(random);
            String question = task.generate(12, random.nextLong()).sampleQuestion(random);
            List<String> answers = Stream.generate(() -> anything(random))
                    .limit(1 + random.nextInt(10))
                    .toList();

            Outcome outcome = converse(task, question, (asked, position) -> {
                task.checkQuestion(asked.text());
                return answers.get(position % answers.size());
            });

            assertThat(outcome.answer()).as(question).matches("[a-h]{2}|-?[0-9]{1,2}|inf|idk");
            assertThat(outcome.asks()).as(question).isLessThan(12);
        }
    }

    private static Task anyTask(Random random) {
        List<String> names = List.copyOf(StandardTasks.all().names());
        return StandardTasks.all().get(names.get(random.nextInt(names.size())));
    }

    /** Text that is no answer to anything. */
    private static String garbage(Random random) {
        if (random.nextBoolean()) {
            return UNLIKELY.get(random.nextInt(UNLIKELY.size()));
        }
        String text = random.ints(random.nextInt(7), 0, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.matches("[a-h]{2}|-?[0-9]{1,2}|inf|idk|yes|no") ? "null" : text;
    }

    private static String anything(Random random) {
        return random.nextInt(10) == 0 ? garbage(random) : WELL_FORMED.get(random.nextInt(WELL_FORMED.size()));
    }

    private static String right(Task task, Instance instance, SubQuestion asked) {
        return task.isPrimitive(asked.text())
                ? instance.environmentAnswer(asked.text(), asked.sample())
                : instance.solve(asked.text());
    }

    /** Holds a conversation in which even primitive sub-questions are answered by the test. */
    private static Outcome converse(Task task, String question, BiFunction<SubQuestion, Integer, String> answers) {
        List<Exchange> transcript = new ArrayList<>();
        SupervisedQuestion supervised = new SupervisedQuestion(task.name(), question, 1, 0);
        for (int round = 0; ; round++) {
            Move move = SCRIPTED.next(supervised, List.copyOf(transcript));
            if (move instanceof Move.Conclude conclusion) {
                return new Outcome(conclusion.text(), transcript.size());
            }
            int index = 0;
            for (SubQuestion asked : ((Move.Ask) move).subQuestions()) {
                transcript.add(Events.answered(round, index++, asked, answers.apply(asked, transcript.size())));
            }
        }
    }

    private record Outcome(String answer, int asks) {}
}
