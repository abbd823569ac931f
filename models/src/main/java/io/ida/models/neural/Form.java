package io.ida.models.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A form of texts, compiled: literal parts and fields in turn. Immutable. */
final class Form {
    private final String template;
    private final List<Part> parts;
    private final int width;

    /** A literal, then perhaps a field. */
    private record Part(String literal, Field field) {}

    private Form(String template, List<Part> parts) {
        this.template = template;
        this.parts = parts;
        width = fields().stream().mapToInt(Field::width).sum();
    }

    /** @throws IllegalArgumentException if the template has a field that there is not */
    static Form compile(String template, Vocabulary vocabulary) {
        List<Part> parts = new ArrayList<>();
        int place = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', place)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("A brace is not closed in the form '" + template + "'.");
            }
            Field field = Field.of(template.substring(open + 1, close), vocabulary);
            parts.add(new Part(template.substring(place, open), field));
            place = close + 1;
        }
        if (place < template.length() || parts.isEmpty()) {
            parts.add(new Part(template.substring(place), null));
        }
        return new Form(template, List.copyOf(parts));
    }

    String template() {
        return template;
    }

    /** How many tokens its fields take. */
    int width() {
        return width;
    }

    /** Whether it has no fields. */
    boolean isWord() {
        return fields().isEmpty();
    }

    /** Whether it is one field and nothing else. */
    boolean isField() {
        return parts.size() == 1
                && parts.get(0).literal().isEmpty()
                && parts.get(0).field() != null;
    }

    /** Every token its fields can become; a word has none. */
    IntStream tokens() {
        return fields().stream().flatMapToInt(Field::tokens);
    }

    /**
     * Reads a text.
     *
     * @param into where the tokens of its fields go; garbled if the text is not of this form
     * @param at where the first goes
     * @return whether the text is of this form
     */
    boolean read(String text, int[] into, int at) {
        int place = 0;
        int next = at;
        for (Part part : parts) {
            if (!text.startsWith(part.literal(), place)) {
                return false;
            }
            place += part.literal().length();
            if (part.field() != null) {
                place = part.field().read(text, place, into, next);
                if (place < 0) {
                    return false;
                }
                next += part.field().width();
            }
        }
        return place == text.length();
    }

    /** The text whose fields have become these tokens, of its width; empty if there is none. */
    Optional<String> write(int[] tokens, Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (Part part : parts) {
            text.append(part.literal());
            if (part.field() != null) {
                text.append(part.field().write(tokens, next, vocabulary));
                next += part.field().width();
            }
        }
        String written = text.toString();
        int[] readAgain = new int[width];
        boolean fits = read(written, readAgain, 0) && Arrays.equals(readAgain, tokens);
        return fits ? Optional.of(written) : Optional.empty();
    }

    List<Field> fields() {
        return parts.stream()
                .filter(part -> part.field() != null)
                .map(Part::field)
                .toList();
    }
}
