package io.ida.streams.distill;

import io.ida.amplification.Answers;
import io.ida.amplification.Assistant;
import io.ida.amplification.SeededRandom;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Which sub-answers are amplified once more, how that is asked, and what its result says of them. The draw is seeded from
 * the id of the sub-question, so that processing a row again chooses the same. Immutable.
 *
 * @param share probability of a check, 0 to 1
 * @param seed another one chooses others
 * @param timeout how long a row waits for the results of its checks
 */
record SpotChecks(double share, long seed, Duration timeout) {
    /** Label of the question of a check: id of the sub-question whose answer is checked. */
    static final String LABEL = "spot-check";

    private static final int ID_BYTES = 16;

    /** Bytes of a verdict without text and supervisor, all numbers as long as they come. */
    private static final int VERDICT_BYTES = 100;

    private static final int MOST_BYTES_OF_CHARACTER = 3;

    /** Whether nothing is ever checked. */
    boolean areOff() {
        return share == 0;
    }

    /** The exchanges of a row that are to be checked. Of an answer that is used again the first use stands for all. */
    List<Exchange> chosen(Trace row) {
        if (row.getQuestion().getLabels().containsKey(LABEL)) {
            return List.of(); // or checks would be checked without end
        }
        return row.getTranscript().stream()
                .filter(exchange -> exchange.getStatus() == AnswerStatus.ANSWERED)
                .filter(exchange -> exchange.getQuestionId().isPresent() && !exchange.getReused())
                .filter(exchange -> exchange.getAssistantVersions().size() == 1)
                .filter(exchange -> isDrawn(exchange.getQuestionId().get()))
                .toList();
    }

    private boolean isDrawn(String subQuestionId) {
        return SeededRandom.of(seed + " " + subQuestionId).nextDouble() < share;
    }

    /**
     * The question of a check: the sub-question as a root, one level deeper than it was asked, of the same H and the same
     * version of the assistant.
     *
     * @param id its id, see {@link #id}
     */
    Question question(Trace row, Exchange exchange, String id, Instant now) {
        Question node = row.getQuestion();
        AssistantVersion version = exchange.getAssistantVersions().get(0);
        return new Question(
                id,
                id,
                null,
                "",
                node.getTask(),
                exchange.getText(),
                node.getContext(),
                node.getDepth(),
                exchange.getSample(),
                node.getSupervisor(),
                new AssistantPin(version.getName(), version.getVersion()),
                null,
                now,
                now.plus(timeout),
                Map.of(LABEL, exchange.getQuestionId().orElseThrow()));
    }

    /**
     * Id of the root that checks a sub-question, such that its tree and its result are on a given partition of the topics
     * keyed by root id.
     */
    static String id(String subQuestionId, int partition, int partitions) {
        byte[] hash = sha256().digest(subQuestionId.getBytes(StandardCharsets.UTF_8));
        String prefix = "check-" + HexFormat.of().formatHex(hash, 0, ID_BYTES) + "-";
        int attempt = 0;
        while (BuiltInPartitioner.partitionForKey((prefix + attempt).getBytes(StandardCharsets.UTF_8), partitions)
                != partition) {
            attempt++;
        }
        return prefix + attempt;
    }

    /** The verdict while there is no result. */
    static Verdict open(Exchange exchange, String checkId) {
        return new Verdict(
                exchange.getRound(),
                exchange.getIndex(),
                VerdictValue.UNKNOWN,
                Answers.pipeline("distill"),
                "",
                checkId);
    }

    /** Most bytes of a verdict on an exchange of a row, while there is no result and with one, but without its text. */
    static int mostBytes(Trace row) {
        return VERDICT_BYTES
                + MOST_BYTES_OF_CHARACTER * row.getQuestion().getSupervisor().length();
    }

    /** The verdict by the result. Who does not know better has not found an error. */
    static Verdict given(Exchange exchange, Answer result) {
        boolean knows =
                result.getStatus() == AnswerStatus.ANSWERED && !result.getText().equals(Assistant.IDK);
        VerdictValue agreement = result.getText().equals(exchange.getAnswer()) ? VerdictValue.GOOD : VerdictValue.BAD;
        return new Verdict(
                exchange.getRound(),
                exchange.getIndex(),
                knows ? agreement : VerdictValue.UNKNOWN,
                result.getAnsweredBy(),
                knows ? result.getText() : "",
                result.getQuestionId());
    }

    /** The verdict where there is no room for what was answered. */
    static Verdict withoutText(Verdict verdict) {
        return new Verdict(
                verdict.getRound(),
                verdict.getIndex(),
                verdict.getValue(),
                verdict.getGivenBy(),
                "",
                verdict.getQuestionId().orElse(null));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
