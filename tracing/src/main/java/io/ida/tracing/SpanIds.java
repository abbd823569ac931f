package io.ida.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of traces and spans, in hexadecimal, from the SHA-256 of what they stand for. */
final class SpanIds {
    /** Between the root's id and the steps of a path in the id of a question, see the schema of questions. */
    private static final char STEP = '/';

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private SpanIds() {}

    /** The trace of a question's tree, if its publisher has begun none: the first 16 bytes of its root's hash. */
    static String trace(String questionId) {
        return sha256(root(questionId)).substring(0, TRACE_DIGITS);
    }

    /** The span of a question: the next 8 bytes of its hash. */
    static String question(String questionId) {
        return sha256(questionId).substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS);
    }

    /** The span of something else that is done about a question. */
    static String of(String questionId, String what) {
        return question(questionId + ' ' + what);
    }

    static boolean isRoot(String questionId) {
        return questionId.indexOf(STEP) < 0;
    }

    /** The id of the question that asked a sub-question. */
    static String parent(String questionId) {
        return questionId.substring(0, questionId.lastIndexOf(STEP));
    }

    private static String root(String questionId) {
        return isRoot(questionId) ? questionId : questionId.substring(0, questionId.indexOf(STEP));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
