package io.ida.dataset;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.FailedCheck;
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
import java.util.stream.IntStream;

/** Traces to export, awkward ones among them. */
final class Traces {
    static {
        new Topics(Topics.DEFAULT_PREFIX, 1); // Avro makes no events before it is told that it may
    }

    /** What is hard to get through a file: quotes, ends of lines, controls, other planes, nothing. */
    private static final List<String> AWKWARD = List.of(
            "plain",
            "",
            "\"quoted\" \\ and {\"json\": [1]}",
            "line\nfeed\r\nreturn\ttab",
            "nul\u0000 bell\u0007 delete\u007f next\u0085",
            "separators\u2028and\u2029here \u00a0",
            "\ud83d\ude00 \ud835\udd38 e\u0301 \u05d0\u05d1 \ufeff\ufffe\uffff",
            "---\n# yaml: |\n<|im_start|>");

    /** A lot of characters, and a lot of one. */
    private static final String BASIC_PLANE = basicPlane();

    private static final String MEGABYTE = "x".repeat(1 << 20);

    private static final Instant ASKED = Instant.ofEpochMilli(1_800_000_000_123L);

    private Traces() {}

    /** As many traces as asked for, all different, with awkward texts in turn. */
    static List<Trace> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> trace(number, text(number)))
                .toList();
    }

    /** The long ones are in two fit rows each, one without and one with an answer that was found wrong: in every format. */
    private static String text(int number) {
        return switch (number) {
            case 14, 64 -> BASIC_PLANE;
            case 15, 65 -> MEGABYTE;
            default -> AWKWARD.get(number % AWKWARD.size());
        };
    }

    /** Every character of the basic plane. */
    private static String basicPlane() {
        return IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
                .filter(character -> !Character.isSurrogate((char) character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static Trace trace(int number, String text) {
        String id = "q" + number;
        Question question = Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setParentId(number % 3 == 0 ? null : "p" + text)
                .setTask("task " + number % 2)
                .setText("question " + number + " " + text)
                .setContext(new Context("c" + number % 7, List.of(text, "fact " + number, text)))
                .setDepth(1 + number % 2)
                .setSample(number)
                .setAssistant(new AssistantPin("table", number % 2 == 0 ? null : number))
                .setAskedAt(ASKED)
                .setExpiresAt(ASKED.plusMillis(number))
                .setLabels(number % 2 == 0 ? Map.of() : Map.of("b", text, "a" + number, "v"))
                .build();
        List<Exchange> transcript = List.of(
                exchange(0, 0, "first " + text, text, AnswererKind.ENVIRONMENT),
                exchange(0, 1, "second", text, AnswererKind.ASSISTANT),
                exchange(1, 0, "second", text + " wrong", AnswererKind.ASSISTANT));
        boolean fit = number % 5 != 1;
        return new Trace(
                question,
                transcript,
                answer(question, text),
                AnswerStatus.ANSWERED,
                Split.values()[number % 7 % 3],
                fit,
                fit ? List.of() : List.of(new FailedCheck("node-answered", "The node ended as FAILED: " + text)),
                number % 4,
                1_000_000_000_000L + number,
                ASKED.plusSeconds(1),
                List.of("root-finished"),
                verdicts(number, text));
    }

    /** What was found out about the second and the third exchange, which ask the same; two traces each in turn. */
    private static List<Verdict> verdicts(int number, String text) {
        Verdict good = verdict(0, 1, VerdictValue.GOOD, text);
        Verdict bad = verdict(1, 0, VerdictValue.BAD, "better " + text);
        return switch (number / 2 % 6) {
            case 0 -> List.of(good, bad);
            case 1 -> List.of();
            case 2 -> List.of(verdict(0, 1, VerdictValue.UNKNOWN, ""), bad);
            case 3 -> List.of(good, verdict(1, 0, VerdictValue.UNKNOWN, ""));
            case 4 ->
                List.of(
                        verdict(0, 1, VerdictValue.BAD, text + " wrong"),
                        verdict(1, 0, VerdictValue.GOOD, text + " wrong"));
            // Who does not know does not overrule who does, and who finds an error need not know better.
            default -> List.of(verdict(0, 1, VerdictValue.UNKNOWN, ""), good, verdict(1, 0, VerdictValue.BAD, ""));
        };
    }

    private static Answer answer(Question question, String text) {
        return Answer.newBuilder()
                .setQuestionId(question.getId())
                .setRootId(question.getRootId())
                .setTask(question.getTask())
                .setQuestion(question.getText())
                .setStatus(AnswerStatus.ANSWERED)
                .setText(text)
                .setAnsweredBy(new Answerer(AnswererKind.SUPERVISOR, "scripted", 1))
                .setAssistantVersions(List.of(new AssistantVersion("table", 3)))
                .setUsage(new Usage(2L, 1L))
                .build();
    }

    private static Exchange exchange(int round, int index, String text, String answer, AnswererKind kind) {
        return Exchange.newBuilder()
                .setRound(round)
                .setIndex(index)
                .setQuestionId(kind == AnswererKind.ASSISTANT ? "s" + round + index : null)
                .setText(text)
                .setStatus(AnswerStatus.ANSWERED)
                .setAnswer(answer)
                .setAnsweredBy(new Answerer(kind, "table", 3))
                .build();
    }

    private static Verdict verdict(int round, int index, VerdictValue value, String answer) {
        return new Verdict(
                round, index, value, new Answerer(AnswererKind.SUPERVISOR, "spot-check", 0), answer, "check");
    }
}
