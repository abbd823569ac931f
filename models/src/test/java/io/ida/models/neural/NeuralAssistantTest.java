package io.ida.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.amplification.Assistant.Reply;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NeuralAssistantTest {
    private static final String TASK = "shortest-path";
    private static final List<Question> QUESTIONS = questions();

    private static StudentTrainer trainer;
    private static NeuralAssistant sampling;
    private static NeuralAssistant greedy;

    @BeforeAll
    static void trainALittle() {
        trainer = StudentTrainer.create(Schoolbook.tiny(TASK), 1);
        for (int step = 0; step < 60; step++) {
            trainer.step(Schoolbook.lessons(TASK, 10, 8, 8, step));
        }
        sampling = trainer.teacher(Decoding.SAMPLED);
        greedy = trainer.teacher(Decoding.GREEDY);
    }

    @AfterAll
    static void close() {
        trainer.close();
        sampling.close();
        greedy.close();
    }

    private static List<Question> questions() {
        List<Lesson> lessons = new ArrayList<>(Schoolbook.lessons(TASK, 8, 5, 3, 1));
        lessons.addAll(Schoolbook.lessons(TASK, 25, 5, 9, 2));
        Collections.shuffle(lessons, new Random(1));
        return Schoolbook.questions(TASK, lessons);
    }

    @Test
    void everyQuestionIsAnsweredInOrder() {
        for (NeuralAssistant assistant : List.of(sampling, greedy)) {
            List<Reply> replies = assistant.answer(QUESTIONS);

            assertThat(replies).hasSameSizeAs(QUESTIONS).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(AnswerStatus.ANSWERED);
                assertThat(reply.text()).matches("[a-h]{2}|[1-9]|1[0-2]|inf|idk");
            });
            assertThat(assistant.immediate()).isFalse();
        }
    }

    @Test
    void aQuestionHasTheSameAnswerAloneAsInAnyBatch() {
        for (NeuralAssistant assistant : List.of(sampling, greedy)) {
            List<Reply> together = assistant.answer(QUESTIONS);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, QUESTIONS.size()).boxed().toList());
            Collections.shuffle(order, new Random(2));

            List<Reply> shuffled =
                    assistant.answer(order.stream().map(QUESTIONS::get).toList());

            for (int place = 0; place < order.size(); place++) {
                int index = order.get(place);
                assertThat(shuffled.get(place)).isEqualTo(together.get(index));
                assertThat(assistant.answer(List.of(QUESTIONS.get(index)))).containsExactly(together.get(index));
            }
        }
    }

    @Test
    void samplesFollowTheProbabilitiesAndRepeat() {
        Question question = QUESTIONS.get(0);
        List<Question> samples = IntStream.range(0, 400)
                .mapToObj(sample -> asked("q", sample, Map.of()))
                .toList();

        List<Reply> replies = sampling.answer(samples);

        assertThat(sampling.answer(samples)).isEqualTo(replies);
        assertThat(new ArrayList<>(new java.util.HashSet<>(replies))).hasSizeGreaterThan(1);
        assertThat(mostCommon(replies))
                .isEqualTo(greedy.answer(List.of(question)).get(0));
        assertThat(greedy.answer(samples)).containsOnly(mostCommon(replies));
    }

    @Test
    void anotherQuestionIdIsAnotherSample() {
        List<Question> asked = IntStream.range(0, 400)
                .mapToObj(id -> asked("id" + id, 0, Map.of()))
                .toList();

        assertThat(sampling.answer(asked).stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void aQuestionMaySayHowItIsDecoded() {
        List<Question> labelled = IntStream.range(0, 50)
                .mapToObj(sample -> asked("q", sample, Map.of(Decoding.LABEL, "greedy")))
                .toList();

        assertThat(sampling.answer(labelled))
                .containsOnly(greedy.answer(labelled.subList(0, 1)).get(0));
    }

    @Test
    void whatItCannotReadItSaysSoAndAnswersTheRest() {
        Question good = QUESTIONS.get(0);
        List<String> facts = good.getContext().getFacts();
        List<Question> asked = List.of(
                Schoolbook.question("a", TASK, facts, "distance ab"),
                good,
                Schoolbook.question("b", TASK, List.of("ab ~ cd"), "distance ab cd"),
                Schoolbook.question("c", TASK, List.of(), "distance ab cd"),
                Schoolbook.question("d", "union-find", facts, "value ab"));

        List<Reply> replies = greedy.answer(asked);

        assertThat(replies.get(1)).isEqualTo(greedy.answer(List.of(good)).get(0));
        assertCannot(replies.get(0), "Cannot read the question 'distance ab'");
        assertCannot(replies.get(2), "Cannot read the fact 'ab ~ cd'");
        assertCannot(replies.get(3), "There are no facts");
        assertCannot(replies.get(4), "answers questions of the task shortest-path, not union-find");
    }

    private static void assertCannot(Reply reply, String reason) {
        assertThat(reply.status()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.reason()).contains(reason);
    }

    @Test
    void severalThreadsAskWhileAnotherTrains() throws Exception {
        List<Reply> expected = sampling.answer(QUESTIONS);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<Reply>>> answers = new ArrayList<>();
            for (int call = 0; call < 30; call++) {
                answers.add(threads.submit(() -> sampling.answer(QUESTIONS)));
            }
            for (int step = 0; step < 20; step++) {
                trainer.step(Schoolbook.lessons(TASK, 10, 8, 8, step));
            }
            for (Future<List<Reply>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedOneSaysSo() {
        NeuralAssistant assistant = trainer.teacher(Decoding.GREEDY);
        assistant.close();
        assistant.close();

        assertThatThrownBy(() -> assistant.answer(QUESTIONS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /** The first question with another id, sample and labels. */
    private static Question asked(String id, int sample, Map<String, String> labels) {
        return Schoolbook.question(
                id,
                TASK,
                QUESTIONS.get(0).getContext().getFacts(),
                QUESTIONS.get(0).getText(),
                sample,
                labels);
    }

    private static Reply mostCommon(List<Reply> replies) {
        Map<Reply, Integer> counts = new HashMap<>();
        replies.forEach(reply -> counts.merge(reply, 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
