package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.Answers;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistinctChecksTest {
    static {
        new Topics(Topics.DEFAULT_PREFIX, 1); // Avro makes no events before it is told that it may
    }

    private static final Answerer H = new Answerer(AnswererKind.SUPERVISOR, "scripted", 1);

    private final DistinctChecks checks = new DistinctChecks(100);

    @Test
    void aQuestionCountsOnceHoweverManyTreesAskIt() {
        Trace first = row("q", "c", Map.of(), exchange("q/0.0", "aa ^ 2", 0, 1));
        Trace again = row("p", "c", Map.of(), exchange("p/0.3", "aa ^ 2", 0, 1));

        assertThat(checks.firstOf(first)).isEqualTo(first);
        assertThat(checks.firstOf(again).getVerdicts()).isEmpty();
        assertThat(checks.firstOf(again).getTranscript()).isEqualTo(again.getTranscript());
    }

    @Test
    void anotherTextSampleVersionOrContextIsAnotherQuestion() {
        Trace row = row(
                "q",
                "c",
                Map.of(),
                exchange("q/0.0", "aa ^ 2", 0, 1),
                exchange("q/0.1", "aa ^ 3", 0, 1),
                exchange("q/0.2", "aa ^ 2", 1, 1),
                exchange("q/0.3", "aa ^ 2", 0, 2));

        assertThat(checks.firstOf(row).getVerdicts()).hasSize(4);
        assertThat(checks.firstOf(row("p", "other", Map.of(), exchange("p/0.0", "aa ^ 2", 0, 1)))
                        .getVerdicts())
                .hasSize(1);
    }

    @Test
    void anAnswerThatIsDrawnIsAnotherOneEachTime() {
        Map<String, String> drawn = Map.of("decoding", "sampled");

        assertThat(checks.firstOf(row("q", "c", drawn, exchange("q/0.0", "aa ^ 2", 0, 1)))
                        .getVerdicts())
                .hasSize(1);
        assertThat(checks.firstOf(row("p", "c", drawn, exchange("p/0.0", "aa ^ 2", 0, 1)))
                        .getVerdicts())
                .hasSize(1);
    }

    @Test
    void whatWasNotFoundOutHidesNothingThatIs() {
        Trace unknown = row("q", "c", Map.of(), exchange("q/0.0", "aa ^ 2", 0, 1));
        Verdict open = Verdict.newBuilder(unknown.getVerdicts().get(0))
                .setValue(VerdictValue.UNKNOWN)
                .build();
        unknown = Trace.newBuilder(unknown).setVerdicts(List.of(open)).build();
        Trace known = row("p", "c", Map.of(), exchange("p/0.0", "aa ^ 2", 0, 1));

        assertThat(checks.firstOf(unknown).getVerdicts()).hasSize(1);
        assertThat(checks.firstOf(known).getVerdicts()).hasSize(1);
        assertThat(checks.firstOf(unknown).getVerdicts()).isEmpty();
    }

    @Test
    void theLastSoManyAreRemembered() {
        DistinctChecks few = new DistinctChecks(2);
        Trace[] rows = {
            row("a", "c", Map.of(), exchange("a/0.0", "aa ^ 1", 0, 1)),
            row("b", "c", Map.of(), exchange("b/0.0", "aa ^ 2", 0, 1)),
            row("c", "c", Map.of(), exchange("c/0.0", "aa ^ 3", 0, 1))
        };
        for (Trace row : rows) {
            assertThat(few.firstOf(row).getVerdicts()).hasSize(1);
        }

        assertThat(few.firstOf(rows[2]).getVerdicts()).isEmpty();
        assertThat(few.firstOf(rows[0]).getVerdicts()).as("forgotten").hasSize(1);
    }

    private static Exchange exchange(String id, String text, int sample, int version) {
        return new Exchange(
                0,
                Integer.parseInt(id.substring(id.lastIndexOf('.') + 1)),
                id,
                text,
                sample,
                AnswerStatus.ANSWERED,
                "ab",
                "",
                new Answerer(AnswererKind.ASSISTANT, "table", version),
                List.of(new AssistantVersion("table", version)),
                false,
                new Usage(1L, 0L));
    }

    private static Trace row(String id, String contextId, Map<String, String> labels, Exchange... transcript) {
        Question question = Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask("permutation-powering")
                .setText("aa ^ 5")
                .setContext(new Context(contextId, List.of("aa -> ab")))
                .setDepth(1)
                .setLabels(labels)
                .build();
        Answer answer = Answers.fromPipeline(question, AnswerStatus.ANSWERED, "", "test", Instant.EPOCH);
        return Trace.newBuilder()
                .setQuestion(question)
                .setTranscript(List.of(transcript))
                .setAnswer(answer)
                .setRootStatus(AnswerStatus.ANSWERED)
                .setSplit(Split.TRAIN)
                .setFit(true)
                .setVerdicts(List.of(transcript).stream()
                        .map(exchange -> new Verdict(
                                exchange.getRound(),
                                exchange.getIndex(),
                                VerdictValue.GOOD,
                                H,
                                exchange.getAnswer(),
                                "check of " + exchange.getQuestionId().orElseThrow()))
                        .toList())
                .build();
    }
}
