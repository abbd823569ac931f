package io.ida.streams.assist;

import static io.ida.events.ModelStatus.PROMOTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions change while questions wait, are in calls and are answered. */
class HotSwapTest {
    private static final int QUESTIONS = 1_500;
    private static final int QUESTIONS_A_VERSION = 25;
    private static final int LOADED = 2;

    @TempDir
    private Path state;

    private final Random random = new Random(7);
    private final Map<String, Integer> pinned = new HashMap<>();
    private final Map<String, Integer> latestWhenAsked = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private AssistDriver stage;
    private int latest;

    @BeforeEach
    void open() {
        stage = new AssistDriver(state, Map.of("assist.models.loaded", Integer.toString(LOADED)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void swappingUnderLoadCostsNoQuestionAndEveryAnswerNamesItsVersion() {
        for (int number = 0; number < QUESTIONS; number++) {
            if (number % QUESTIONS_A_VERSION == 0) {
                latest++;
                stage.announce(latest, PROMOTED, latest % 3 == 0 ? "fast/1" : "slow/1");
            }
            ask(number);
            workAWhile();
        }
        answers.addAll(stage.settle());
        while (stage.questionsInState() > 0) {
            answers.addAll(stage.settle());
        }

        assertThat(answers).extracting(Answer::getQuestionId).hasSize(QUESTIONS).doesNotHaveDuplicates();
        assertThat(answers).allSatisfy(this::assertThatItIsOfTheRightVersion);
        assertThat(answers.stream().map(HotSwapTest::version).distinct().count())
                .as("versions that answered")
                .isGreaterThan(latest / 2);
        assertThat(stage.loaded.stream().filter(assistant -> !assistant.closed)).hasSize(LOADED);
    }

    /** A tenth pins a version of the last few, which may be let go of already. */
    private void ask(int number) {
        String text = "q" + number;
        Question question = Questions.latest(text);
        if (random.nextInt(10) == 0) {
            int version = Math.max(1, latest - random.nextInt(5));
            question = Questions.pinned(text, "m", version);
            pinned.put(question.getId(), version);
        }
        latestWhenAsked.put(question.getId(), latest);
        stage.ask(question);
    }

    /** Calls begin, end and are collected at any time, but not as fast as questions come. */
    private void workAWhile() {
        if (random.nextInt(4) == 0 && stage.workers.waiting() > 0) {
            stage.workers.runOne();
        }
        if (random.nextInt(6) == 0) {
            stage.tick();
        }
        answers.addAll(stage.answers.readValuesToList());
    }

    private void assertThatItIsOfTheRightVersion(Answer answer) {
        String id = answer.getQuestionId();
        assertThat(answer.getStatus()).as(answer.getReason()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(answer.getText()).isEqualTo("m@" + version(answer) + " says " + id.substring(id.indexOf('/') + 1));
        if (pinned.containsKey(id)) {
            assertThat(version(answer)).isEqualTo(pinned.get(id));
        } else {
            assertThat(version(answer)).isBetween(latestWhenAsked.get(id), latest);
        }
    }

    private static int version(Answer answer) {
        return answer.getAnsweredBy().getVersion();
    }
}
