package io.ida.models.neural;

import java.util.Locale;
import java.util.Map;

/** How an answer is chosen. */
public enum Decoding {
    /** The most likely one, token by token. */
    GREEDY,
    /** Drawn as likely as it is; the same question id and sample draw the same. */
    SAMPLED;

    /** A question with this label, {@code greedy} or {@code sampled}, is decoded so whatever its assistant does. */
    public static final String LABEL = "decoding";

    /** What a question's labels ask for, or this. */
    Decoding orLabelled(Map<String, String> labels) {
        String wanted = labels.getOrDefault(LABEL, "").toUpperCase(Locale.ROOT);
        for (Decoding decoding : values()) {
            if (decoding.name().equals(wanted)) {
                return decoding;
            }
        }
        return this;
    }
}
