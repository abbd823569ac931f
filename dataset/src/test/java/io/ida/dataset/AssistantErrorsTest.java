package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssistantErrorsTest {
    private final AssistantErrors errors = new AssistantErrors();

    @Test
    void verdictsAreCountedByAssistantVersionAndDepth() {
        errors.see(row(2, 1, VerdictValue.GOOD, VerdictValue.BAD, VerdictValue.GOOD, VerdictValue.UNKNOWN));
        errors.see(row(1, 2, VerdictValue.BAD));
        errors.see(row(1, 1, VerdictValue.GOOD));
        errors.see(row(1, 1, VerdictValue.GOOD));

        assertThat(errors.estimates())
                .containsExactly(
                        new ErrorEstimate("table", 1, 0, 2, 0, 0),
                        new ErrorEstimate("table", 1, 1, 2, 1, 1),
                        new ErrorEstimate("table", 2, 0, 0, 1, 0));
    }

    @Test
    void aVerdictThatIsNoComparisonIsNoPartOfTheSample() {
        Trace row = row(1, 1, VerdictValue.BAD);
        Verdict byAPerson =
                Verdict.newBuilder(row.getVerdicts().get(0)).setQuestionId(null).build();
        errors.see(Trace.newBuilder(row).setVerdicts(List.of(byAPerson)).build());

        assertThat(errors.estimates()).isEmpty();
    }

    /** Table 1 of R. G. Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3. */
    @Test
    void theIntervalIsWilsons() {
        assertInterval(new ErrorEstimate("x", 1, 0, 263 - 81, 81, 9), 0.2553, 0.3662);
        assertInterval(new ErrorEstimate("x", 1, 0, 148 - 15, 15, 9), 0.0624, 0.1605);
        assertInterval(new ErrorEstimate("x", 1, 0, 20, 0, 9), 0.0000, 0.1611);
        assertInterval(new ErrorEstimate("x", 1, 0, 29 - 1, 1, 9), 0.0061, 0.1718);
    }

    @Test
    void nothingKnownIsNoEstimate() {
        ErrorEstimate unknown = new ErrorEstimate("x", 1, 0, 0, 0, 5);

        assertThat(unknown.rate()).isNaN();
        assertThat(unknown.low()).isZero();
        assertThat(unknown.high()).isEqualTo(1);
    }

    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
        double truth = 0.1;
        Random random = new Random(5);
        int held = 0;
        int experiments = 4_000;
        for (int experiment = 0; experiment < experiments; experiment++) {
            long wrong = random.doubles(150).filter(drawn -> drawn < truth).count();
            ErrorEstimate estimate = new ErrorEstimate("x", 1, 0, 150 - wrong, wrong, 0);
            held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
        }

        assertThat((double) held / experiments).isBetween(0.93, 0.97);
    }

    private static void assertInterval(ErrorEstimate estimate, double low, double high) {
        assertThat(estimate.low()).isCloseTo(low, within(0.00005));
        assertThat(estimate.high()).isCloseTo(high, within(0.00005));
    }

    private static Trace row(int depth, int version, VerdictValue... values) {
        Trace row = Traces.trace(0, "");
        List<Exchange> transcript = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int index = 0; index < values.length; index++) {
            transcript.add(Exchange.newBuilder(row.getTranscript().get(0))
                    .setIndex(index)
                    .setAssistantVersions(List.of(new AssistantVersion("table", version)))
                    .build());
            Answerer h = new Answerer(AnswererKind.SUPERVISOR, "scripted", 1);
            verdicts.add(new Verdict(0, index, values[index], h, "", "check-" + index));
        }
        return Trace.newBuilder(row)
                .setQuestion(
                        Question.newBuilder(row.getQuestion()).setDepth(depth).build())
                .setTranscript(transcript)
                .setVerdicts(verdicts)
                .build();
    }
}
