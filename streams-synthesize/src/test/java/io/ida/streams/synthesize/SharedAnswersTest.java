package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.JoinTest.only;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static io.ida.streams.synthesize.Trees.reused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
    private final SynthesizeDriver stage = new SynthesizeDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void twoAsksOfARoundMayShareAnAnswer() {
        Question root = Trees.wildcards("q", 1, "??aaaa");
        Question left = child(root, 0, 0, "a?aaaa");
        stage.send(decomposition(root, issued(0, left), reused(1, "b?aaaa", left)), answer(left, "3"));

        Amplification node = only(stage.amplifications()).value();
        assertThat(node.getAnswer().getText()).isEqualTo("6");
        assertThat(node.getAnswer().getUsage()).isEqualTo(new Usage(1L, 1L));
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void nodesShareAnAnswerInWhateverOrderThingsHappen() {
        int number = 0;
        for (List<Integer> order : Orders.of(List.of(1, 2, 3, 4, 5))) {
            for (boolean rootFirst : List.of(true, false)) {
                List<Integer> whole = new ArrayList<>(order);
                whole.add(rootFirst ? 0 : order.size(), 0);
                List<SpecificRecord> events = new Tree("q" + number++).events();
                whole.forEach(index -> stage.send(events.get(index)));
                assertSharedOnce("order " + whole);
            }
        }
    }

    private void assertSharedOnce(String order) {
        List<Amplification> nodes =
                stage.amplifications().stream().map(TestRecord::value).toList();
        assertThat(nodes).as(order).hasSize(3);
        Amplification reuser = nodes.stream()
                .filter(node -> node.getQuestion().getPath().equals("0.1"))
                .findFirst()
                .orElseThrow();
        assertThat(reuser.getAnswer().getUsage()).as(order).isEqualTo(new Usage(1L, 1L));
        assertThat(reuser.getTranscript())
                .as(order)
                .extracting(Exchange::getReused)
                .containsExactly(true, false);
        assertThat(reuser.getTranscript().get(0).getAssistantVersions()).isNotEmpty();
        Answer result = only(stage.results()).value();
        assertThat(result.getText()).as(order).isEqualTo("7");
        assertThat(result.getUsage()).as(order).isEqualTo(new Usage(3L, 3L));
        assertThat(stage.held()).as(order).isEmpty();
        stage.answers();
    }

    @Test
    void aSharedAnswerThatComesTwiceCountsOnce() {
        List<SpecificRecord> events = new Tree("q").events();
        for (int index : new int[] {0, 3, 3, 1, 3, 4, 3, 2, 3, 5}) {
            stage.send(events.get(index));
        }
        assertSharedOnce("with duplicates");
    }

    @Test
    void aReuserThatExpiresNoLongerWaits() {
        Tree tree = new Tree("q");
        stage.send(tree.events().get(0), tree.events().get(2), tree.events().get(5));

        stage.advance(Duration.ofSeconds(90));
        assertThat(only(stage.amplifications()).value().getTranscript())
                .extracting(Exchange::getStatus)
                .containsExactly(AnswerStatus.TIMED_OUT, AnswerStatus.ANSWERED);
        assertThat(stage.held()).noneMatch(key -> key.startsWith("reusers"));

        stage.advance(Duration.ofSeconds(13));
        assertThat(only(stage.results()).value().getStatus()).isEqualTo(AnswerStatus.TIMED_OUT);
        assertThat(stage.held()).isEmpty();
        assertThat(stage.deadLetters()).isEmpty();
    }

    @Test
    void aTreeWhoseRootTimedOutLeavesNothingBehind() {
        Tree tree = new Tree("q");
        stage.send(tree.events().get(0));
        stage.advance(Duration.ofSeconds(100));
        assertThat(stage.results()).hasSize(1);

        for (int index = 1; index < 6; index++) {
            stage.send(tree.events().get(index));
        }
        stage.advance(Duration.ofSeconds(5));

        assertThat(stage.held()).isEmpty();
        assertThat(stage.results()).isEmpty();
        // The two late nodes answer a root that is done.
        assertThat(stage.deadLetters()).hasSize(2);
    }

    /** A root with two nodes, the second of which reuses the first ask of the first. */
    private record Tree(String id) {
        /** The rounds of the root and its nodes, then the shared answer and one of each node's own. */
        List<SpecificRecord> events() {
            Question root = Trees.wildcards(id, 2, "???aaa");
            Question one = child(root, 0, 0, "a??aaa");
            Question two = child(root, 0, 1, "b??aaa");
            Question shared = child(one, 0, 0, "aa?aaa");
            Question own = child(one, 0, 1, "ab?aaa");
            Question other = child(two, 0, 1, "bb?aaa");
            return List.of(
                    decomposition(root, issued(0, one), issued(1, two)),
                    decomposition(one, issued(0, shared), issued(1, own)),
                    decomposition(two, reused(0, "ba?aaa", shared), issued(1, other)),
                    answer(shared, "1"),
                    answer(own, "2"),
                    answer(other, "3"));
        }
    }
}
