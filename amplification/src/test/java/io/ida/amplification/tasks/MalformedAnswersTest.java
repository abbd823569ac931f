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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MalformedAnswersTest {
    private static final Supervisor SCRIPTED = new ScriptedSupervisor(StandardTasks.all());

    @Property(seed = "1", tries = 2000)
    void aMalformedAnswerAtAnyPositionGivesIdk(
            @ForAll("tasks") Task task, @ForAll long seed, @ForAll("garbage") String garbage) {
        Instance instance = task.generate(12, seed);
        String question = instance.sampleQuestion(new Random(seed));
        int positions = converse(task, question, (asked, position) -> right(task, instance, asked))
                .asks();
        for (int garbled = 0; garbled < positions; garbled++) {
            int at = garbled;
            Outcome outcome = converse(
                    task, question, (asked, position) -> position == at ? garbage : right(task, instance, asked));
            assertThat(outcome.answer())
                    .as("%s, answer %d garbled", question, at)
                    .isEqualTo("idk");
        }
    }

    @Property(seed = "2", tries = 3000)
    void whateverWordsTheAnswersAreSubQuestionsAndAnswersStayWellFormed(
            @ForAll("tasks") Task task, @ForAll long seed, @ForAll("anything") List<String> answers) {
        String question = task.generate(12, seed).sampleQuestion(new Random(seed));

        Outcome outcome = converse(task, question, (asked, position) -> {
            task.checkQuestion(asked.text());
            return answers.get(position % answers.size());
        });

        assertThat(outcome.answer()).matches("[a-h]{2}|-?[0-9]{1,2}|inf|idk");
        assertThat(outcome.asks()).isLessThan(12);
    }

    @Provide
    Arbitrary<Task> tasks() {
        return Arbitraries.of(StandardTasks.all().names())
                .map(name -> StandardTasks.all().get(name));
    }

    @Provide
    Arbitrary<String> garbage() {
        Arbitrary<String> unlikely = Arbitraries.of(
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
        Arbitrary<String> random = Arbitraries.strings()
                .ofMaxLength(6)
                .filter(text -> !text.matches("[a-h]{2}|-?[0-9]{1,2}|inf|idk|yes|no"));
        return Arbitraries.oneOf(unlikely, random);
    }

    @Provide
    Arbitrary<List<String>> anything() {
        Arbitrary<String> wellFormed = Arbitraries.of(
                "aa", "ab", "hh", "0", "1", "7", "11", "12", "32", "-32", "62", "63", "inf", "idk", "yes", "no");
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, wellFormed), net.jqwik.api.Tuple.of(1, garbage()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
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
