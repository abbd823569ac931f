package io.ida.streams.distill;

import io.ida.events.Answer;
import io.ida.events.Answerer;
import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What a row says, whatever tree it is from: task, question, context, depth, sample, labels, and what was asked and
 * answered, by whom, with which versions behind it. Ids, places in trees, times, budgets and usage are not part of it.
 */
final class Content {
    private static final int FINGERPRINT_BYTES = 16;

    private final DataOutputStream out;

    private Content(DataOutputStream out) {
        this.out = out;
    }

    /** Equal for rows of equal content, and else different: 128 bits of SHA-256, in hexadecimal. */
    static String fingerprint(Trace row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            new Content(out).write(row);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()), 0, FINGERPRINT_BYTES);
    }

    private void write(Trace row) throws IOException {
        Question question = row.getQuestion();
        write(question.getTask());
        write(question.getText());
        write(question.getContext().getContextId());
        out.writeInt(question.getDepth());
        out.writeInt(question.getSample());
        out.writeInt(question.getLabels().size());
        for (var label : new TreeMap<>(question.getLabels()).entrySet()) {
            write(label.getKey());
            write(label.getValue());
        }
        out.writeInt(row.getTranscript().size());
        for (Exchange exchange : row.getTranscript()) {
            write(exchange);
        }
        Answer answer = row.getAnswer();
        write(answer.getText());
        write(answer.getAnsweredBy());
    }

    private void write(Exchange exchange) throws IOException {
        out.writeInt(exchange.getRound());
        out.writeInt(exchange.getIndex());
        write(exchange.getText());
        out.writeInt(exchange.getSample());
        write(exchange.getAnswer());
        write(exchange.getAnsweredBy());
        List<AssistantVersion> versions = exchange.getAssistantVersions();
        out.writeInt(versions.size());
        for (AssistantVersion version : versions) {
            write(version.getName());
            out.writeInt(version.getVersion());
        }
    }

    private void write(Answerer answerer) throws IOException {
        write(answerer.getKind().name());
        write(answerer.getName());
        out.writeInt(answerer.getVersion());
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
