package io.ida.configuration;

import java.util.Optional;
import java.util.SortedSet;

/** Finds the key that a misspelt one was meant to be. */
final class Spelling {
    private static final int CHARACTERS_PER_MISTAKE = 6;

    private Spelling() {}

    /** The known key that ends with the given one, else the one with the fewest mistakes; empty if all are far from it. */
    static Optional<String> nearest(String key, SortedSet<String> known) {
        Optional<String> withPrefix = known.stream()
                .filter(candidate -> candidate.endsWith("." + key))
                .findFirst();
        if (withPrefix.isPresent()) {
            return withPrefix;
        }
        String nearest = null;
        int fewest = 1 + key.length() / CHARACTERS_PER_MISTAKE;
        for (String candidate : known) {
            int mistakes = distance(key, candidate);
            if (mistakes <= fewest && (nearest == null || mistakes < fewest)) {
                nearest = candidate;
                fewest = mistakes;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
