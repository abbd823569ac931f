package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.InvalidTextException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {
    private static final List<String> CYCLE = List.of("hc -> ab", "ab -> db", "db -> hc");

    static List<String> tasks() {
        return Schoolbook.TASKS;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyAnswerComesBackAsItWasWritten(String task) {
        for (Naming naming : Naming.values()) {
            Tokenizer tokenizer = new Tokenizer(Languages.of(task).withNaming(naming));
            for (Lesson lesson : lessons(task)) {
                EncodedQuestion question = tokenizer.question(lesson.question(), tokenizer.facts(lesson.facts()));
                for (String answer : List.of(lesson.answer(), "idk")) {
                    assertThat(tokenizer.text(tokenizer.answer(answer, question), question))
                            .as("%s: %s", lesson.question(), answer)
                            .contains(answer);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void differentFactsAndQuestionsAreDifferentTokens(String task) {
        for (Naming naming : Naming.values()) {
            Tokenizer tokenizer = new Tokenizer(Languages.of(task).withNaming(naming));
            for (Lesson lesson : lessons(task)) {
                EncodedFacts facts = tokenizer.facts(lesson.facts());
                Map<String, List<Integer>> byText = new HashMap<>();
                for (int fact = 0; fact < facts.count(); fact++) {
                    int width = tokenizer.factWidth();
                    byText.put(
                            lesson.facts().get(fact),
                            boxed(Arrays.copyOfRange(facts.tokens(), fact * width, (fact + 1) * width)));
                }
                assertThat(byText.values()).doesNotHaveDuplicates();
                assertThat(facts.tokens())
                        .hasSize(tokenizer.factWidth() * lesson.facts().size());
            }
            Map<String, List<Integer>> questions = new HashMap<>();
            List<String> facts = lessons(task).get(0).facts();
            for (Lesson lesson : lessons(task)) {
                if (lesson.facts().equals(facts)) {
                    int[] tokens = tokenizer
                            .question(lesson.question(), tokenizer.facts(facts))
                            .tokens();
                    assertThat(tokens).hasSize(tokenizer.questionWidth());
                    questions.put(lesson.question(), boxed(tokens));
                }
            }
            assertThat(questions.values()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theVocabularyNumbersEachTokenOnce(String task) {
        Tokenizer tokenizer = new Tokenizer(Languages.of(task));

        assertThat(tokenizer.vocabulary()).doesNotHaveDuplicates().startsWith("<pad>");
        assertThat(boxed(tokenizer.answerTokens()))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token)
                        .isPositive()
                        .isLessThan(tokenizer.vocabulary().size()));
        assertThat(new Tokenizer(Languages.of(task)).vocabulary()).isEqualTo(tokenizer.vocabulary());
    }

    @Test
    void exponentsAreBinaryLowestDigitFirst() {
        Tokenizer tokenizer = new Tokenizer(Languages.of("permutation-powering"));

        assertThat(tokens(tokenizer, "ab ^ 13"))
                .containsExactly("name ab", "bit 1", "bit 0", "bit 1", "bit 1", "bit 0", "bit 0");
    }

    @Test
    void rankedNamesAreNumberedByTheirPlaceInTheContextAndThenTheQuestion() {
        Language language = Languages.of("shortest-path").withNaming(Naming.RANKED);
        Tokenizer tokenizer = new Tokenizer(language);

        assertThat(tokens(tokenizer, "distance hc ab")).containsExactly("distance {name} {name}", "name ac", "name aa");
        assertThat(tokens(tokenizer, "step ff ff")).containsExactly("step {name} {name}", "name ad", "name ad");

        EncodedQuestion question = tokenizer.question("step ff ca", tokenizer.facts(CYCLE));
        for (String name : List.of("ab", "db", "hc", "ff", "ca")) {
            assertThat(tokenizer.text(tokenizer.answer(name, question), question))
                    .contains(name);
        }
        assertThatThrownBy(() -> tokenizer.answer("gg", question))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("'gg' is a name that is not in the context");
    }

    @Test
    void renamingAContextInOrderChangesNoRankedToken() {
        Tokenizer tokenizer = new Tokenizer(Languages.of("permutation-powering").withNaming(Naming.RANKED));

        assertThat(tokenizer.facts(List.of("ab -> cd", "cd -> ab")).tokens())
                .isEqualTo(tokenizer.facts(List.of("ba -> hh", "hh -> ba")).tokens());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permutation-powering   | ab ^ 64            | bits:6",
                "permutation-powering   | ab ^ -1            | bits:6",
                "permutation-powering   | ab ^ 01            | bits:6",
                "permutation-powering   | ab ^ 12345678901   | bits:6",
                "permutation-powering   | ab ^               | bits:6",
                "permutation-powering   | ab ^ 3 or so       | bits:6",
                "permutation-powering   | ai ^ 3             | bits:6",
                "permutation-powering   | a                  | bits:6",
                "sequential-assignments | value              | value {name}",
                "wildcard-search        | a?b                | letters:6",
                "wildcard-search        | a?b??c             | letters:6",
                "shortest-path          | distance ab        | distance {name} {name}' or 'step",
                "union-find             | value ab cd        | value {name}' or 'parent",
            })
    void questionsItCannotExpressAreRefusedWithWhatItExpects(String task, String text, String expected) {
        Tokenizer tokenizer = new Tokenizer(Languages.of(task));
        EncodedFacts facts = tokenizer.facts(lessons(task).get(0).facts());

        assertThatThrownBy(() -> tokenizer.question(text, facts))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("question '" + text + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void factsItCannotExpressAreRefused() {
        Tokenizer tokenizer = new Tokenizer(Languages.of("union-find"));

        assertThatThrownBy(() -> tokenizer.facts(List.of())).hasMessageContaining("no facts");
        assertThatThrownBy(() -> tokenizer.facts(List.of("ab = 3", "ab = 8")))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("fact 'ab = 8'")
                .hasMessageContaining("{name} ~ {name}");
    }

    @ParameterizedTest
    @CsvSource({"33", "-0", "+1", "007", "''", "no idea"})
    void answersItCannotExpressAreRefused(String answer) {
        Tokenizer tokenizer = new Tokenizer(Languages.of("wildcard-search"));
        EncodedQuestion question = tokenizer.question("a?????", tokenizer.facts(List.of("aaaaaa = +1")));

        assertThatThrownBy(() -> tokenizer.answer(answer, question)).isInstanceOf(InvalidTextException.class);
    }

    @Test
    void numbersMayBeWrittenDigitByDigit() {
        Tokenizer tokenizer = new Tokenizer(digitByDigit());
        EncodedQuestion question = tokenizer.question("a?????", tokenizer.facts(List.of("aaaaaa = +1")));

        for (int number = -99; number <= 999; number++) {
            String text = Integer.toString(number);
            assertThat(tokenizer.text(tokenizer.answer(text, question), question))
                    .contains(text);
        }
        assertThatThrownBy(() -> tokenizer.answer("-100", question)).isInstanceOf(InvalidTextException.class);
        int[] tokens = tokenizer.answer("12", question);
        assertThat(tokenizer.text(new int[] {tokens[2], tokens[0], tokens[1]}, question))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{name", "{word}", "{bits:31}", "{number:x..y}", "{letters:6}", "'{name} {name}'"})
    void wrongFormsAreRefused(String form) {
        Language language = new Language("t", List.of("{name}"), List.of("{name}"), List.of(form), Naming.FIXED);

        assertThatThrownBy(() -> new Tokenizer(language))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(form);
    }

    /** Sums as up to three characters instead of one token. */
    static Language digitByDigit() {
        Language language = Languages.of("wildcard-search");
        return new Language(
                language.task(), language.facts(), language.questions(), List.of("{digits:3}", "idk"), Naming.FIXED);
    }

    private static List<Lesson> lessons(String task) {
        List<Lesson> lessons = new ArrayList<>();
        for (int size : new int[] {12, 23, 64}) {
            lessons.addAll(Schoolbook.lessons(task, size, 6, 40, size));
        }
        return lessons;
    }

    private static List<String> tokens(Tokenizer tokenizer, String question) {
        int[] tokens = tokenizer.question(question, tokenizer.facts(CYCLE)).tokens();
        return Arrays.stream(tokens)
                .mapToObj(token -> tokenizer.vocabulary().get(token))
                .toList();
    }

    private static List<Integer> boxed(int[] tokens) {
        return Arrays.stream(tokens).boxed().toList();
    }
}
