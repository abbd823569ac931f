package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Move;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.models.neural.Classroom.Moved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialogueTest {
    private static final TranscriptTokens POWERS = new TranscriptTokens(SupervisorLanguages.of("permutation-powering"));
    private static final TranscriptTokens PATHS = new TranscriptTokens(SupervisorLanguages.of("shortest-path"));

    static List<String> tasks() {
        return Schoolbook.TASKS;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyMoveOfThousandsOfTranscriptsBecomesTokensAndBack(String name) {
        Task task = StandardTasks.all().get(name);
        TranscriptTokens forms = new TranscriptTokens(SupervisorLanguages.of(name));
        Classroom classroom = new Classroom(task, 11);
        int longest = 0;
        for (int size : new int[] {task.minSize() + 3, 24, task.maxSize()}) {
            for (Demonstration demonstration : classroom.demonstrations(size, 400)) {
                Tape tape = Dialogue.demonstrated(forms, demonstration);
                longest = Math.max(longest, tape.length());
                for (Moved moved : classroom.moves(demonstration)) {
                    assertThat(dialogue(forms, moved)
                                    .move(said(tape, dialogue(forms, moved).tape())))
                            .contains(moved.move());
                }
            }
        }
        assertThat(longest).isLessThan(SupervisorSize.SMALL.longest());
    }

    private static Dialogue dialogue(TranscriptTokens forms, Moved moved) {
        Dialogue dialogue = new Dialogue(
                forms,
                moved.situation().question().text(),
                moved.situation().question().sample());
        for (List<Exchange> round : Dialogue.rounds(moved.situation().transcript())) {
            dialogue.addAsks(round);
            dialogue.addAnswers(round);
        }
        return dialogue;
    }

    /** What a tape goes on with after its beginning, as long as H speaks. */
    private static int[] said(Tape whole, Tape beginning) {
        assertThat(Arrays.copyOf(whole.tokens(), beginning.length())).isEqualTo(beginning.tokens());
        int end = beginning.length();
        while (end < whole.length() && whole.isSaid(end)) {
            end++;
        }
        return Arrays.copyOfRange(whole.tokens(), beginning.length(), end);
    }

    @Test
    void whatNamesAreCalledMakesNoDifference() {
        Demonstration one = powers("ab ^ 5", "ab ^ 2", "cd", "cd ^ 2", "ab", "ab ^ 1", "ef", "ef");
        Demonstration other = powers("hh ^ 5", "hh ^ 2", "aa", "aa ^ 2", "hh", "hh ^ 1", "gg", "gg");

        assertThat(Dialogue.demonstrated(POWERS, one).tokens())
                .isEqualTo(Dialogue.demonstrated(POWERS, other).tokens());
    }

    @Test
    void segmentsAreToldApart() {
        Tape tape = Dialogue.demonstrated(
                PATHS,
                new Demonstration(
                        "step ab cd",
                        9,
                        List.of(
                                Classroom.answered(0, 0, SubQuestion.of("step ab cd"), "idk"),
                                Classroom.answered(0, 1, new SubQuestion("neighbour ab", 9), "ef")),
                        "ef"));

        List<String> vocabulary = PATHS.vocabulary();
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < tape.length(); at++) {
            lines.add(vocabulary.get(tape.token(at)) + " " + Tape.Kind.values()[tape.kind(at)] + " " + tape.index(at)
                    + "." + tape.place(at) + (tape.isSaid(at) ? " said" : ""));
        }
        assertThat(lines)
                .containsExactly(
                        "step {name} {name} QUESTION 0.0",
                        "name aa QUESTION 0.1",
                        "name ab QUESTION 0.2",
                        "<other sample> QUESTION 0.3",
                        "step {name} {name} ASK 0.0 said",
                        "name aa ASK 0.1 said",
                        "name ab ASK 0.2 said",
                        "<sample 0> ASK 0.3 said",
                        "neighbour {name} ASK 1.0 said",
                        "name aa ASK 1.1 said",
                        "<other sample> ASK 1.2 said",
                        "<end> ASK 2.0 said",
                        "idk SUB_ANSWER 0.0",
                        "name ac SUB_ANSWER 1.0",
                        "<answer> ANSWER 0.0 said",
                        "name ac ANSWER 0.1 said");
    }

    @Test
    void answersOfSeveralTokensComeBack() {
        TranscriptTokens digits = new TranscriptTokens(
                new SupervisorLanguage("sums", List.of("{letters:2:ab}"), List.of("{digits:3}", "idk")));

        for (String answer : List.of("0", "-32", "7", "12", "idk")) {
            assertThat(digits.answerText(digits.answer(answer))).contains(answer);
        }
        assertThat(digits.answerText(new int[3])).isEmpty();
    }

    @Test
    void tokensThatMakeNoMoveMakeNone() {
        Dialogue dialogue = new Dialogue(POWERS, "ab ^ 5", 0);
        int form = dialogue.tape().token(0);
        int name = dialogue.tape().token(1);
        int bit = dialogue.tape().token(2);
        int sample = dialogue.tape().token(8);
        int[] ask = {form, name, bit, bit, bit, bit, bit, bit, sample, POWERS.end()};

        assertThat(dialogue.move(ask)).contains(new Move.Ask(List.of(SubQuestion.of("ab ^ 63"))));
        assertThat(dialogue.move(new int[] {POWERS.answer(), name}))
                .contains(new Move.Conclude("ab", AnswerStatus.ANSWERED, ""));
        assertThat(dialogue.move(with(ask, 1, name + 1)))
                .as("a name that was not mentioned")
                .isEmpty();
        assertThat(dialogue.move(with(ask, 1, bit))).as("a bit for a name").isEmpty();
        assertThat(dialogue.move(with(ask, 2, name))).as("a name for a bit").isEmpty();
        assertThat(dialogue.move(with(ask, 8, bit))).as("a bit for a sample").isEmpty();
        assertThat(dialogue.move(with(ask, 8, sample + 8)))
                .as("no other sample")
                .isEmpty();
        assertThat(dialogue.move(Arrays.copyOf(ask, 9))).as("no end").isEmpty();
        assertThat(dialogue.move(Arrays.copyOf(ask, 5))).as("half a question").isEmpty();
        assertThat(dialogue.move(new int[] {POWERS.end()})).as("an empty round").isEmpty();
        assertThat(dialogue.move(new int[] {name})).as("no form").isEmpty();
        assertThat(dialogue.move(new int[] {POWERS.answer(), form}))
                .as("no answer")
                .isEmpty();
        assertThat(dialogue.move(with(ask, 9, POWERS.answer()))).as("both").isEmpty();
        assertThat(dialogue.move(new int[0])).isEmpty();
    }

    private static int[] with(int[] tokens, int at, int token) {
        int[] changed = tokens.clone();
        changed[at] = token;
        return changed;
    }

    @Test
    void whatTheLanguageCannotExpressIsRefused() {
        assertRefused("ab", "ab ^ 2", "cd", "cd", "Cannot read the question 'ab'");
        assertRefused("ab ^ 64", "ab ^ 32", "cd", "cd", "Cannot read the question 'ab ^ 64'");
        assertRefused("ab ^ 5", "ab to the 2", "cd", "cd", "Cannot read the question 'ab to the 2'");
        assertRefused("ab ^ 5", "ab ^ 2", "7", "cd", "Cannot read the answer '7'");
        assertRefused("ab ^ 5", "ab ^ 2", "cd", "all", "Cannot read the answer 'all'");
        assertRefused("ab ^ 5", "ef ^ 2", "cd", "cd", "H speaks of ef, which nobody mentioned");
        assertRefused("ab ^ 5", "ab ^ 2", "cd", "ef", "H speaks of ef, which nobody mentioned");
        assertThatThrownBy(() -> Dialogue.demonstrated(
                        POWERS,
                        new Demonstration(
                                "ab ^ 5",
                                0,
                                List.of(Classroom.answered(0, 0, new SubQuestion("ab ^ 2", 8), "cd")),
                                "cd")))
                .hasMessageContaining("Sample 8");
        assertThatThrownBy(() -> Dialogue.demonstrated(
                        POWERS,
                        new Demonstration(
                                "ab ^ 5",
                                0,
                                List.of(Classroom.exchange(0, 0, SubQuestion.of("ab ^ 2"), AnswerStatus.TIMED_OUT, "")),
                                "idk")))
                .hasMessageContaining("has failed");
    }

    private static void assertRefused(
            String question, String asked, String subAnswer, String answer, String complaint) {
        assertThatThrownBy(() -> Dialogue.demonstrated(POWERS, powers(question, asked, subAnswer, answer)))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining(complaint);
    }

    /** A question, then asks and answers in turn, one a round, and the answer. */
    private static Demonstration powers(String question, String... said) {
        List<Exchange> transcript = new ArrayList<>();
        for (int at = 0; at + 1 < said.length; at += 2) {
            transcript.add(Classroom.answered(at / 2, 0, SubQuestion.of(said[at]), said[at + 1]));
        }
        return new Demonstration(question, 0, transcript, said[said.length - 1]);
    }
}
