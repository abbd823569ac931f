package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.SynthesizeDriver.START;
import static io.ida.streams.synthesize.Trees.answer;
import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ida.amplification.Exchanges;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.AssistantVersion;
import io.ida.events.Decomposition;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.events.Usage;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class JoinTest extends RoundOfTwo {
    @Test
    void aCompleteRoundConcludesTheRootWithAllProvenance() {
        stage.send(round, answer(left, "3", 7), answer(right, "-1", 2));

        TestRecord<String, Amplification> node = only(stage.amplifications());
        Amplification amplification = node.value();
        assertThat(node.key()).isEqualTo("q");
        assertThat(node.getRecordTime()).isEqualTo(START);
        assertThat(amplification.getQuestion()).isEqualTo(root);
        assertThat(amplification.getTranscript())
                .extracting(
                        Exchange::getQuestionId,
                        Exchange::getAnswer,
                        exchange -> exchange.getAnsweredBy().getVersion())
                .containsExactly(tuple(Optional.of("q/0.0"), "3", 7), tuple(Optional.of("q/0.1"), "-1", 2));

        TestRecord<String, Answer> result = only(stage.results());
        Answer answer = result.value();
        assertThat(result.key()).isEqualTo("q");
        assertThat(result.getRecordTime()).isEqualTo(START);
        assertThat(answer).isEqualTo(amplification.getAnswer());
        assertThat(answer.getText()).isEqualTo("2");
        assertThat(answer.getStatus()).isEqualTo(AnswerStatus.ANSWERED);
        assertThat(answer.getAnsweredBy().getKind()).isEqualTo(AnswererKind.SUPERVISOR);
        assertThat(answer.getAnsweredBy().getName()).isEqualTo("scripted");
        assertThat(answer.getAssistantVersions())
                .containsExactly(new AssistantVersion("table", 2), new AssistantVersion("table", 7));
        assertThat(answer.getUsage()).isEqualTo(new Usage(2L, 1L));
        assertThat(answer.getLabels()).containsEntry("label", "q");
        assertThat(stage.held()).isEmpty();
        assertThat(stage.answers()).isEmpty();
        assertThat(stage.rounds()).isEmpty();
    }

    @Test
    void theOrderInWhichARoundAndItsAnswersComeDoesNotMatter() {
        int number = 0;
        for (List<Integer> order : Orders.of(List.of(0, 1, 2))) {
            Question other = Trees.wildcards("q" + number++, 1, "??aaaa");
            Question one = child(other, 0, 0, "a?aaaa");
            Question two = child(other, 0, 1, "b?aaaa");
            SpecificRecord[] events = {
                decomposition(other, issued(0, one), issued(1, two)), answer(one, "3"), answer(two, "-1")
            };
            order.forEach(index -> stage.send(events[index]));
            assertThat(only(stage.results()).value().getText())
                    .as("order " + order)
                    .isEqualTo("2");
            assertThat(stage.held()).isEmpty();
        }
    }

    @Test
    void aRoundThatIsNotCompleteWaits() {
        stage.send(round, answer(right, "1"));

        assertThat(stage.results()).isEmpty();
        assertThat(stage.amplifications()).isEmpty();
        assertThat(stage.held()).containsExactlyInAnyOrder("waiting-nodes q", "early-answers q/0.1");
    }

    @Test
    void aNodeGoesOnWithARoundIfHAsksMore() {
        Question powering = Trees.powering("p", 1, "aa ^ 5");
        Question half = child(powering, 0, 0, "aa ^ 2");
        stage.send(decomposition(powering, issued(0, half)), answer(half, "ac"));

        TestRecord<String, Round> next = only(stage.rounds());
        assertThat(next.key()).isEqualTo("p");
        assertThat(next.getRecordTime()).isEqualTo(START);
        assertThat(next.value().getRound()).isEqualTo(1);
        assertThat(next.value().getQuestion()).isEqualTo(powering);
        assertThat(next.value().getAsks()).extracting(Asked::getText).containsExactly("ac ^ 2");
        assertThat(next.value().getTranscript()).extracting(Exchange::getAnswer).containsExactly("ac");
        assertThat(stage.results()).isEmpty();
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aLaterRoundIsJoinedWithTheTranscriptOfTheEarlierOnes() {
        Question powering = Trees.powering("p", 1, "aa ^ 5");
        Question first = child(powering, 0, 0, "aa ^ 2");
        stage.send(decomposition(powering, issued(0, first)), answer(first, "ac"));
        Round next = only(stage.rounds()).value();
        Question second = child(powering, 1, 0, "ac ^ 2");

        stage.send(
                answer(second, "ae"), new Decomposition(powering, 1, next.getTranscript(), List.of(issued(0, second))));

        // The environment knows the last step: ae ^ 1.
        Amplification node = only(stage.amplifications()).value();
        assertThat(node.getTranscript()).extracting(Exchange::getAnswer).containsExactly("ac", "ae", "af");
        assertThat(node.getTranscript()).extracting(Exchange::getRound).containsExactly(0, 1, 2);
        assertThat(only(stage.results()).value().getUsage()).isEqualTo(new Usage(2L, 1L));
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        stage.send(answer(left, "3"), answer(left, "3"), round, answer(left, "3"), answer(right, "1"));

        assertThat(stage.results()).hasSize(1);
        assertThat(only(stage.amplifications()).value().getTranscript()).hasSize(2);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void theFirstOfTwoAnswersStands() {
        stage.send(answer(left, "3"), answer(left, "30"), answer(right, "1"), round);

        assertThat(only(stage.results()).value().getText()).isEqualTo("4");
    }

    @Test
    void anAnswerThatComesAgainAfterItsNodeIsDoneChangesNothingAndIsADeadLetterInTheEnd() {
        stage.send(round, answer(left, "3"), answer(right, "1"), answer(right, "1"));
        assertThat(stage.results()).hasSize(1);

        stage.advance(Trees.TIME_TO_LIVE.plusSeconds(3));

        assertThat(stage.deadLetters()).hasSize(1);
        assertThat(stage.results()).isEmpty();
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aRoundThatComesTwiceWaitsOnce() {
        stage.send(round, round, answer(left, "3"), round, answer(right, "1"));

        assertThat(stage.results()).hasSize(1);
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aRoundOfWhichEverythingWasRefusedConcludesAtOnce() {
        stage.send(decomposition(root, outOfBudget(0, left), outOfBudget(1, right)));

        Answer result = only(stage.results()).value();
        assertThat(result.getStatus()).isEqualTo(AnswerStatus.OUT_OF_BUDGET);
        assertThat(result.getReason()).contains("a?aaaa", "spent its budget");
        assertThat(result.getUsage()).isEqualTo(new Usage(0L, 1L));
        assertThat(stage.held()).isEmpty();
    }

    @Test
    void aFailureIsSeenByHAndPassedOnWithItsReason() {
        stage.send(round, answer(left, "3"), Trees.failure(right, AnswerStatus.CANNOT_ANSWER, "No such version."));

        Answer result = only(stage.results()).value();
        assertThat(result.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(result.getText()).isEqualTo("idk");
        assertThat(result.getReason()).contains("b?aaaa", "No such version.");
        Exchange failed = only(stage.amplifications()).value().getTranscript().get(1);
        assertThat(failed.getStatus()).isEqualTo(AnswerStatus.CANNOT_ANSWER);
        assertThat(failed.getAnsweredBy().getName()).isEqualTo("assist");
    }

    @Test
    void aSubQuestionsAnswerGoesToItsParent() {
        Question tree = Trees.wildcards("t", 2, "???aaa");
        Question one = child(tree, 0, 0, "a??aaa");
        Question two = child(tree, 0, 1, "b??aaa");
        Question half = child(one, 0, 0, "aa?aaa");
        Question otherHalf = child(one, 0, 1, "ab?aaa");
        stage.send(
                decomposition(tree, issued(0, one), issued(1, two)),
                decomposition(one, issued(0, half), issued(1, otherHalf)),
                answer(half, "1"),
                answer(otherHalf, "2"));

        TestRecord<String, Answer> answer = only(stage.answers());
        assertThat(answer.key()).isEqualTo("t");
        assertThat(answer.value().getQuestionId()).isEqualTo("t/0.0");
        assertThat(answer.value().getParentId()).contains("t");
        assertThat(answer.value().getText()).isEqualTo("3");
        assertThat(answer.value().getLabels()).isEmpty();
        assertThat(stage.results()).isEmpty();

        stage.send(answer(two, "10", 4));

        Answer result = only(stage.results()).value();
        assertThat(result.getText()).isEqualTo("13");
        assertThat(result.getUsage()).isEqualTo(new Usage(3L, 2L));
        assertThat(result.getAssistantVersions())
                .extracting(AssistantVersion::getVersion)
                .containsExactly(1, 4);
        assertThat(stage.held()).isEmpty();
    }

    private static Asked outOfBudget(int index, Question question) {
        Asked open = new Asked(index, question.getText(), 0, null, false, null);
        Exchange refused =
                Exchanges.refused(0, open, AnswerStatus.OUT_OF_BUDGET, "The tree has spent its budget.", "decompose");
        return new Asked(index, question.getText(), 0, null, false, refused);
    }

    static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
