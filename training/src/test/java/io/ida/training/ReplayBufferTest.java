package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.models.neural.Lesson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
    @Test
    void aBatchHoldsSoManyLessonsOfSoManyContextsAndNoneTwice() {
        List<Lesson> batch = filled(new Random(1)).batch(7, 3, 5, 4);

        assertThat(batch).hasSize(20).doesNotHaveDuplicates();
        assertThat(batch.stream().map(Lesson::facts).distinct()).hasSize(5);
    }

    @Test
    void aBatchDependsOnSeedAndStepAloneNotOnTheOrderOfLessons() {
        ReplayBuffer<Lesson> one = filled(new Random(1));
        ReplayBuffer<Lesson> other = filled(new Random(2));

        assertThat(one.batch(7, 3, 5, 4)).isEqualTo(other.batch(7, 3, 5, 4));
        assertThat(one.batch(7, 3, 5, 4)).isNotEqualTo(one.batch(7, 4, 5, 4));
        assertThat(one.batch(7, 3, 5, 4)).isNotEqualTo(one.batch(8, 3, 5, 4));
    }

    @Test
    void whatIsThereIsEnough() {
        ReplayBuffer<Lesson> buffer = new ReplayBuffer<>();
        assertThat(buffer.isEmpty()).isTrue();
        buffer.add("c", "q", lesson("c", "q"));
        buffer.add("c", "q", lesson("c", "q"));

        assertThat(buffer.size()).isEqualTo(1);
        assertThat(buffer.batch(7, 0, 5, 4)).containsExactly(lesson("c", "q"));
    }

    @Test
    void everyLessonIsDrawnSoonerOrLater() {
        ReplayBuffer<Lesson> buffer = filled(new Random(1));
        Set<Lesson> drawn = new HashSet<>();
        for (int step = 0; step < 100; step++) {
            drawn.addAll(buffer.batch(7, step, 5, 4));
        }

        assertThat(drawn).hasSize(200);
    }

    private static ReplayBuffer<Lesson> filled(Random order) {
        List<int[]> places = new ArrayList<>();
        for (int context = 0; context < 20; context++) {
            for (int question = 0; question < 10; question++) {
                places.add(new int[] {context, question});
            }
        }
        Collections.shuffle(places, order);
        ReplayBuffer<Lesson> buffer = new ReplayBuffer<>();
        places.forEach(place ->
                buffer.add("c" + place[0], "c" + place[0] + "q" + place[1], lesson("c" + place[0], "q" + place[1])));
        return buffer;
    }

    private static Lesson lesson(String context, String question) {
        return new Lesson(List.of(context), question, "answer");
    }
}
