package io.ida.amplification.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Amplifier;
import io.ida.amplification.Conversation;
import io.ida.amplification.Instance;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTest {
    private static final int INSTANCES = 12;
    private static final int QUESTIONS = 250;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permutation-powering",
                "sequential-assignments",
                "wildcard-search",
                "shortest-path",
                "union-find"
            })
    void withRightSubAnswersHAnswersThousandsOfQuestionsRight(String name) {
        Task task = StandardTasks.all().get(name);
        Random random = new Random(7);
        for (int seed = 0; seed < INSTANCES; seed++) {
            int size = seed == 0 ? task.maxSize() : random.nextInt(task.minSize(), task.maxSize() + 1);
            Instance instance = task.generate(size, seed);
            for (int count = 0; count < QUESTIONS; count++) {
                assertRight(task, instance, new SubQuestion(instance.sampleQuestion(random), random.nextInt(4)));
            }
        }
    }

    @Test
    void waysLongerThanTwelveEdgesAreOutOfReach() {
        Task task = StandardTasks.all().get("shortest-path");
        Instance chain = chain(task, 16);

        assertThat(chain.solve("distance aa be")).isEqualTo("12");
        assertThat(chain.solve("distance aa bf")).isEqualTo("inf");
        assertThat(chain.solve("step aa bf")).isEqualTo("ab");
        assertThat(chain.solve("step aa bg")).isEqualTo("inf");
        assertThat(chain.hardness("distance aa be")).isEqualTo(12);
        assertThat(chain.hardness("distance aa bf")).isEqualTo(14);
        assertThat(chain.hardness("step aa bf")).isEqualTo(13);
        assertThat(chain.hardness("step aa bg")).isEqualTo(14);
        chain.questions().forEach(question -> assertRight(task, chain, SubQuestion.of(question)));
    }

    @Test
    void theShortestWayFromAVertexToItselfIsItsCycle() {
        Instance graph = StandardTasks.all().get("shortest-path").parse(List.of("aa -> ab", "ab -> aa", "ab -> ab"));

        assertThat(graph.solve("distance aa aa")).isEqualTo("2");
        assertThat(graph.solve("distance ab ab")).isEqualTo("1");
        assertThat(graph.solve("step ab ab")).isEqualTo("ab");
    }

    @Test
    void sumsAreClipped() {
        Task task = StandardTasks.all().get("wildcard-search");
        List<String> facts = new ArrayList<>(task.generate(64, 1).facts());
        facts.replaceAll(fact -> fact.substring(0, 6) + " = -1");
        Instance negative = task.parse(facts);

        assertThat(negative.solve("??????")).isEqualTo("-32");
        assertThat(negative.solve("a?????")).isEqualTo("-32");
        assertThat(negative.solve("ab????")).isEqualTo("-16");
        negative.questions().forEach(question -> assertRight(task, negative, SubQuestion.of(question)));
    }

    @Test
    void exponentsUpToTheBoundAreSolved() {
        Task task = StandardTasks.all().get("permutation-powering");
        Instance instance = task.parse(List.of("aa -> bb", "bb -> cc", "cc -> aa"));

        // 2^30 mod 3 = 1
        assertThat(instance.solve("aa ^ 1073741824")).isEqualTo("bb");
        assertRight(task, instance, SubQuestion.of("aa ^ 1073741824"));
        assertRight(task, instance, SubQuestion.of("cc ^ 1073741823"));
    }

    @Test
    void independentAsksGoInOneRound() {
        Task task = StandardTasks.all().get("sequential-assignments");
        Instance instance = task.parse(List.of("ab := 3", "cd := 5", "ef := f(ab,cd)", "f(3,5) = 2"));
        Conversation conversation = new Conversation(task, instance);

        Amplifier.Concluded concluded = conversation.amplify(SubQuestion.of("value ef"), conversation::solve);

        assertThat(concluded.transcript())
                .extracting(exchange -> exchange.getRound() + " " + exchange.getText())
                .containsExactly("0 first ef", "1 second ef", "2 value ab", "2 value cd", "3 f(3,5)");
    }

    @Test
    void hAsksItsOwnQuestionAgainTwice() {
        Task task = StandardTasks.all().get("union-find");
        Instance instance = task.parse(List.of("ab = 3", "ab ~ cd"));
        Conversation conversation = new Conversation(task, instance);

        Amplifier.Concluded concluded = conversation.amplify(new SubQuestion("parent cd", 5), conversation::solve);

        assertThat(concluded.transcript())
                .extracting(exchange -> exchange.getRound() + " " + exchange.getText() + " #" + exchange.getSample())
                .containsExactly(
                        "0 given cd #0",
                        "1 parent cd #0",
                        "1 parent cd #1",
                        "1 neighbour cd #5",
                        "2 joined cd ab #0",
                        "3 depth ab #0");
    }

    private static void assertRight(Task task, Instance instance, SubQuestion question) {
        Conversation conversation = new Conversation(task, instance);
        Amplifier.Concluded concluded = conversation.amplify(question, conversation::solve);
        assertThat(instance.isCorrect(question.text(), concluded.conclusion().text()))
                .as("%s -> %s", question, concluded.conclusion())
                .isTrue();
        assertThat(concluded.conclusion().status()).isEqualTo(AnswerStatus.ANSWERED);
        concluded.transcript().stream().map(Exchange::getText).forEach(task::checkQuestion);
        assertThat(instance.isCorrect(question.text(), instance.solve(question.text())))
                .isTrue();
    }

    private static Instance chain(Task task, int vertices) {
        List<String> facts = new ArrayList<>();
        for (int vertex = 1; vertex < vertices; vertex++) {
            facts.add(vertexName(vertex - 1) + " -> " + vertexName(vertex));
        }
        return task.parse(facts);
    }

    private static String vertexName(int vertex) {
        return "" + (char) ('a' + vertex / 8) + (char) ('a' + vertex % 8);
    }
}
