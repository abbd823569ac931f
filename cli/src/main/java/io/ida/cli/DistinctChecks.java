package io.ida.cli;

import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import io.ida.models.neural.Decoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells checks of a question from those of one that was checked before: the same version answers the same question the
 * same, so that a second check says nothing new. Where answers are drawn at random, each is another one. Remembers the
 * last so many checks, in about a hundred bytes each. For one thread.
 */
final class DistinctChecks {
    /** Enough to know a share to a tenth of a percent. */
    static final int REMEMBERED = 500_000;

    private final Map<Long, Boolean> seen;

    /** @param remembered how many checks are remembered */
    DistinctChecks(int remembered) {
        seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > remembered;
            }
        };
    }

    /** A row without verdicts on what was checked before, in this row or an earlier one. */
    Trace firstOf(Trace row) {
        List<Verdict> first = row.getVerdicts().stream()
                .filter(verdict -> !isCheck(verdict) || isFirst(row, verdict))
                .toList();
        return first.size() == row.getVerdicts().size() ? row : withVerdicts(row, first);
    }

    private static boolean isCheck(Verdict verdict) {
        return verdict.getQuestionId().isPresent();
    }

    private boolean isFirst(Trace row, Verdict verdict) {
        return row.getTranscript().stream()
                .filter(exchange -> exchange.getRound() == verdict.getRound())
                .filter(exchange -> exchange.getIndex() == verdict.getIndex())
                .allMatch(exchange -> seen.put(fingerprint(row.getQuestion(), exchange, verdict), true) == null);
    }

    /** What was not found out says nothing of what is found out another time. */
    private static long fingerprint(Question node, Exchange exchange, Verdict verdict) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(node.getTask());
        fingerprint.add(node.getContext().getContextId());
        fingerprint.add(Integer.toString(node.getDepth()));
        fingerprint.add(exchange.getText());
        fingerprint.add(Integer.toString(exchange.getSample()));
        for (AssistantVersion behind : exchange.getAssistantVersions()) {
            fingerprint.add(behind.getName());
            fingerprint.add(Integer.toString(behind.getVersion()));
        }
        if (isDrawn(node)) {
            fingerprint.add(exchange.getQuestionId().orElse(""));
        }
        fingerprint.add(Boolean.toString(verdict.getValue() == VerdictValue.UNKNOWN));
        return fingerprint.value();
    }

    private static boolean isDrawn(Question node) {
        return Decoding.SAMPLED.name().equalsIgnoreCase(node.getLabels().get(Decoding.LABEL));
    }

    private static Trace withVerdicts(Trace row, List<Verdict> verdicts) {
        return new Trace(
                row.getQuestion(),
                row.getTranscript(),
                row.getAnswer(),
                row.getRootStatus(),
                row.getSplit(),
                row.getFit(),
                row.getFailedChecks(),
                row.getSourcePartition(),
                row.getSourceOffset(),
                row.getDistilledAt(),
                row.getChecks(),
                verdicts);
    }

    /** 64 bits of SHA-256 over texts and their lengths. */
    private static final class Fingerprint {
        private final MessageDigest digest = sha256();

        void add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }

        long value() {
            return ByteBuffer.wrap(digest.digest()).getLong();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256.", e);
            }
        }
    }
}
