package io.ida.streams.distill;

import static io.ida.streams.distill.Nodes.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FitnessTest {
    @Test
    void anAnsweredNodeWithAnsweredExchangesIsFit() {
        assertThat(Fitness.faults(row(AnswerStatus.ANSWERED, AnswerStatus.ANSWERED), true))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ANSWERED")
    void aNodeThatWasNotAnsweredIsNotFit(AnswerStatus status) {
        assertThat(Fitness.faults(row(status, AnswerStatus.ANSWERED), true)).containsExactly("node-not-answered");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ANSWERED")
    void aNodeWithAFailedSubAnswerIsNotFitEvenIfHAnswered(AnswerStatus status) {
        assertThat(Fitness.faults(row(AnswerStatus.ANSWERED, status), true)).containsExactly("failed-sub-answer");
    }

    @Test
    void allReasonsAreNamedInOrder() {
        assertThat(Fitness.faults(row(AnswerStatus.TIMED_OUT, AnswerStatus.TIMED_OUT), false))
                .containsExactly("failed-sub-answer", "node-not-answered", "root-not-finished");
    }

    private static Trace row(AnswerStatus status, AnswerStatus ofSecondExchange) {
        Amplification node =
                Nodes.finished(Nodes.root("q", 1), status, exchange(AnswerStatus.ANSWERED), exchange(ofSecondExchange));
        return new Trace(
                node.getQuestion(),
                node.getTranscript(),
                node.getAnswer(),
                AnswerStatus.ANSWERED,
                Split.TRAIN,
                false,
                List.of(),
                0,
                0L,
                Instant.EPOCH,
                List.of(),
                List.of());
    }
}
