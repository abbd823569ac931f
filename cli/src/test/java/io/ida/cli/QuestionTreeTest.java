package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTreeTest {
    private static final Answerer H = new Answerer(AnswererKind.SUPERVISOR, "scripted", 0);
    private static final Answerer X = new Answerer(AnswererKind.ASSISTANT, "table", 3);
    private static final Answerer ENVIRONMENT = new Answerer(AnswererKind.ENVIRONMENT, "permutation-powering", 0);
    private static final Answerer STAGE = new Answerer(AnswererKind.PIPELINE, "synthesize", 0);
    private static final Usage USAGE = new Usage(1L, 2L);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final Answer root = answer("r", "aa ^ 5", AnswerStatus.ANSWERED, "ab");
    private final Trace rootTrace = trace(
            "r",
            root,
            exchange(1, 0, "r/1.0", "ac ^ 2", AnswerStatus.TIMED_OUT, "", "nobody answered", STAGE, false),
            exchange(0, 0, "r/0.0", "aa ^ 2", AnswerStatus.ANSWERED, "ac", "", H, false),
            exchange(2, 0, "r/0.0", "aa ^ 2", AnswerStatus.ANSWERED, "ac", "", H, true));
    private final Trace childTrace = trace(
            "r/0.0",
            answer("r/0.0", "aa ^ 2", AnswerStatus.ANSWERED, "ac"),
            exchange(0, 0, null, "aa ^ 1", AnswerStatus.ANSWERED, "ab", "", ENVIRONMENT, false),
            exchange(1, 0, "r/0.0/1.0", "ab ^ 3", AnswerStatus.ANSWERED, "ac", "", X, false));

    @Test
    void everyQuestionIsALineUnderTheOneThatAskedIt() {
        QuestionTree tree = QuestionTree.of(root, List.of(childTrace, rootTrace));

        assertThat(TreeText.of(tree).lines())
                .containsExactly(
                        "aa ^ 5 = ab   (supervisor scripted)",
                        "  aa ^ 2 = ac   (supervisor scripted)",
                        "    aa ^ 1 = ab   (environment permutation-powering)",
                        "    ab ^ 3 = ac   (assistant table@3)",
                        "  ac ^ 2: TIMED_OUT: nobody answered   (pipeline synthesize)",
                        "  aa ^ 2 = ac   (supervisor scripted, reused)");
    }

    @Test
    void aTreeWithoutTracesIsItsRoot() {
        assertThat(TreeText.of(QuestionTree.of(root, List.of()))).hasLineCount(1);
    }

    @Test
    void jsonNests() {
        assertThat(EventJson.line(TreeText.json(QuestionTree.of(root, List.of(rootTrace, childTrace)))))
                .startsWith("{\"question\":\"aa ^ 5\",\"status\":\"ANSWERED\",\"answer\":\"ab\",\"reason\":\"\","
                        + "\"answeredBy\":{\"kind\":\"SUPERVISOR\",\"name\":\"scripted\",\"version\":0},"
                        + "\"reused\":false,\"asked\":[{\"question\":\"aa ^ 2\"");
    }

    @Test
    void eventsAreJsonWithoutUnionsAndWithTimesInWords() {
        assertThat(EventJson.line(EventJson.of(rootTrace.getQuestion())))
                .isEqualTo("{\"id\":\"r\",\"rootId\":\"r\",\"parentId\":null,\"path\":\"\","
                        + "\"task\":\"permutation-powering\",\"text\":\"aa ^ 5\","
                        + "\"context\":{\"contextId\":\"c\",\"facts\":[\"aa -> aa\"]},\"depth\":2,\"sample\":0,"
                        + "\"supervisor\":\"scripted\",\"assistant\":{\"name\":\"table\",\"version\":3},"
                        + "\"budget\":null,\"askedAt\":\"2026-01-02T03:04:05Z\",\"expiresAt\":null,"
                        + "\"labels\":{\"who\":\"me\"}}");
    }

    @Test
    void listsNumbersAndFlagsOfEventsAreJsonsOwn() {
        assertThat(EventJson.line(EventJson.of(rootTrace)))
                .contains("\"fit\":true", "\"sourceOffset\":7", "\"failedChecks\":[]", "\"split\":\"TRAIN\"");
    }

    private static Answer answer(String id, String question, AnswerStatus status, String text) {
        return new Answer(
                id,
                "r",
                null,
                "",
                2,
                "permutation-powering",
                question,
                0,
                status,
                text,
                "",
                H,
                List.of(),
                USAGE,
                TIME,
                TIME,
                TIME,
                Map.of());
    }

    private static Trace trace(String id, Answer answer, Exchange... exchanges) {
        Question question = new Question(
                id,
                "r",
                null,
                "",
                "permutation-powering",
                answer.getQuestion(),
                new Context("c", List.of("aa -> aa")),
                2,
                0,
                "scripted",
                new AssistantPin("table", 3),
                null,
                TIME,
                Instant.EPOCH,
                Map.of("who", "me"));
        return new Trace(
                question,
                List.of(exchanges),
                answer,
                AnswerStatus.ANSWERED,
                Split.TRAIN,
                true,
                List.of(),
                0,
                7L,
                TIME,
                List.of(),
                List.of());
    }

    private static Exchange exchange(
            int round,
            int index,
            String id,
            String text,
            AnswerStatus status,
            String answer,
            String reason,
            Answerer who,
            boolean reused) {
        return new Exchange(round, index, id, text, 0, status, answer, reason, who, List.of(), reused, USAGE);
    }
}
