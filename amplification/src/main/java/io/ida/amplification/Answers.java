package io.ida.amplification;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the answer event of a question, for each way in which one comes about. */
public final class Answers {
    private static final Usage NO_USAGE = new Usage(0L, 0L);

    private Answers() {}

    /**
     * A node that H concluded: its answer counts the calls of all exchanges and itself as one more node.
     *
     * @param supervisor H, as {@link Team#answerer} names it
     */
    public static Amplification amplified(Question question, Concluded concluded, Answerer supervisor, Instant now) {
        List<Exchange> transcript = concluded.transcript();
        Move.Conclude conclusion = concluded.conclusion();
        long calls = 0;
        long nodes = 1;
        for (Exchange exchange : transcript) {
            calls += exchange.getUsage().getAssistantCalls();
            nodes += exchange.getUsage().getNodes();
        }
        Answer answer = answer(
                question,
                conclusion.status(),
                conclusion.text(),
                conclusion.reason(),
                supervisor,
                assistantsBehind(transcript),
                new Usage(calls, nodes),
                now);
        return new Amplification(question, transcript, answer);
    }

    /** A primitive root question, answered from its context. */
    public static Answer fromEnvironment(Question question, String text, Instant now) {
        Answerer environment = new Answerer(AnswererKind.ENVIRONMENT, question.getTask(), 0);
        return answer(question, AnswerStatus.ANSWERED, text, "", environment, List.of(), NO_USAGE, now);
    }

    /** The assistant's answer. */
    public static Answer fromAssistant(
            Question question, Assistant.Reply reply, AssistantVersion version, Instant now) {
        return answer(
                question,
                reply.status(),
                reply.text(),
                reply.reason(),
                new Answerer(AnswererKind.ASSISTANT, version.getName(), version.getVersion()),
                List.of(version),
                new Usage(1L, 0L),
                now);
    }

    /**
     * The pipeline's answer where nobody else gives one.
     *
     * @param stage the stage that answers
     */
    public static Answer fromPipeline(
            Question question, AnswerStatus status, String reason, String stage, Instant now) {
        return answer(question, status, "", reason, pipeline(stage), List.of(), NO_USAGE, now);
    }

    /** A stage as the party that answers. */
    public static Answerer pipeline(String stage) {
        return new Answerer(AnswererKind.PIPELINE, stage, 0);
    }

    private static Answer answer(
            Question question,
            AnswerStatus status,
            String text,
            String reason,
            Answerer answeredBy,
            List<AssistantVersion> assistants,
            Usage usage,
            Instant now) {
        boolean root = question.getParentId().isEmpty();
        return new Answer(
                question.getId(),
                question.getRootId(),
                question.getParentId().orElse(null),
                question.getPath(),
                question.getDepth(),
                question.getTask(),
                question.getText(),
                question.getSample(),
                status,
                text,
                reason,
                answeredBy,
                assistants,
                usage,
                question.getAskedAt(),
                now,
                question.getExpiresAt(),
                root ? question.getLabels() : Map.of());
    }

    private static List<AssistantVersion> assistantsBehind(List<Exchange> transcript) {
        return transcript.stream()
                .flatMap(exchange -> exchange.getAssistantVersions().stream())
                .distinct()
                .sorted(Comparator.comparing(AssistantVersion::getName).thenComparing(AssistantVersion::getVersion))
                .toList();
    }
}
