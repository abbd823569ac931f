package io.ida.models.neural;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A field of a form: reads one value of a text as a fixed number of tokens. */
sealed interface Field {
    /** A whole number has at most that many characters. */
    int LONGEST_NUMBER = 9;

    /** How many tokens it takes. */
    int width();

    /** Every token it can become, by number. */
    IntStream tokens();

    /**
     * Reads a value.
     *
     * @param into where its tokens go
     * @param at where they go in it
     * @return the place in the text after the value, or -1 if there is none
     */
    int read(String text, int place, int[] into, int at);

    /** The text of a value, if its tokens, from a place on, are ones that {@link #read} gives; else any. */
    default String write(int[] tokens, int at, Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        for (int index = at; index < at + width(); index++) {
            text.append(vocabulary.text(tokens[index]));
        }
        return text.toString();
    }

    /**
     * The field of a description, as {@link Language} lists them.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    static Field of(String description, Vocabulary vocabulary) {
        String[] parts = description.split(":", 3);
        try {
            return switch (parts[0]) {
                case "name" -> new Name(vocabulary.firstName());
                case "number" -> {
                    String[] range = parts[1].split("\\.\\.");
                    yield NumberInRange.of(Integer.parseInt(range[0]), Integer.parseInt(range[1]), vocabulary);
                }
                case "bits" -> new Bits(Integer.parseInt(parts[1]), vocabulary.bit(0), vocabulary.bit(1));
                case "letters" -> Letters.of(Integer.parseInt(parts[1]), parts[2], vocabulary);
                case "digits" -> new Digits(Letters.of(Integer.parseInt(parts[1]), "-0123456789", vocabulary));
                default -> throw new IllegalArgumentException("unknown kind");
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException("Not a field of a form: '{" + description + "}'.", wrong);
        }
    }

    /** One of the 64 names. */
    record Name(int first) implements Field {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public IntStream tokens() {
            return IntStream.range(first, first + Vocabulary.NAMES);
        }

        @Override
        public int read(String text, int place, int[] into, int at) {
            int name = Vocabulary.nameAt(text, place);
            into[at] = first + name;
            return name < 0 ? -1 : place + 2;
        }
    }

    /** A whole number as one token. */
    record NumberInRange(int smallest, int[] byValue) implements Field {
        static NumberInRange of(int smallest, int largest, Vocabulary vocabulary) {
            return new NumberInRange(
                    smallest,
                    IntStream.rangeClosed(smallest, largest)
                            .map(vocabulary::number)
                            .toArray());
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public IntStream tokens() {
            return IntStream.of(byValue);
        }

        @Override
        public int read(String text, int place, int[] into, int at) {
            int end = endOfNumber(text, place);
            if (end < 0) {
                return -1;
            }
            int index = Integer.parseInt(text, place, end, 10) - smallest;
            if (index < 0 || index >= byValue.length) {
                return -1;
            }
            into[at] = byValue[index];
            return end;
        }
    }

    /** A whole number in binary. */
    record Bits(int width, int zero, int one) implements Field {
        public Bits {
            if (width < 1 || width > 30) {
                throw new IllegalArgumentException("1 to 30 bits, not " + width);
            }
        }

        @Override
        public IntStream tokens() {
            return IntStream.of(zero, one);
        }

        @Override
        public int read(String text, int place, int[] into, int at) {
            int end = endOfNumber(text, place);
            if (end < 0) {
                return -1;
            }
            long value = Long.parseLong(text, place, end, 10);
            for (int bit = 0; bit < width; bit++) {
                into[at + bit] = (value >> bit & 1) == 0 ? zero : one;
            }
            return value < 0 || value >> width != 0 ? -1 : end;
        }

        @Override
        public String write(int[] tokens, int at, Vocabulary vocabulary) {
            long value = 0;
            for (int bit = 0; bit < width; bit++) {
                value |= tokens[at + bit] == one ? 1L << bit : 0;
            }
            return Long.toString(value);
        }
    }

    /** A fixed number of characters. */
    record Letters(int width, Map<Character, Integer> alphabet) implements Field {
        static Letters of(int width, String alphabet, Vocabulary vocabulary) {
            Map<Character, Integer> tokens = new HashMap<>();
            for (char letter : alphabet.toCharArray()) {
                tokens.put(letter, vocabulary.character(letter));
            }
            return new Letters(width, tokens);
        }

        @Override
        public IntStream tokens() {
            return alphabet.values().stream().mapToInt(Integer::intValue).sorted();
        }

        @Override
        public int read(String text, int place, int[] into, int at) {
            if (place + width > text.length()) {
                return -1;
            }
            for (int index = 0; index < width; index++) {
                Integer token = alphabet.get(text.charAt(place + index));
                if (token == null) {
                    return -1;
                }
                into[at + index] = token;
            }
            return place + width;
        }
    }

    /** A whole number by its characters. */
    record Digits(Letters characters) implements Field {
        @Override
        public int width() {
            return characters.width();
        }

        @Override
        public IntStream tokens() {
            return characters.tokens();
        }

        @Override
        public int read(String text, int place, int[] into, int at) {
            int end = endOfNumber(text, place);
            if (end < 0 || end - place > characters.width()) {
                return -1;
            }
            for (int index = place; index < end; index++) {
                into[at + index - place] = characters.alphabet().get(text.charAt(index));
            }
            return end;
        }
    }

    /** Where the whole number at a place ends; -1 if there is none, or one with a plus sign or leading zeros. */
    private static int endOfNumber(String text, int place) {
        int first = place < text.length() && text.charAt(place) == '-' ? place + 1 : place;
        int end = first;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean canonical = end - first == 1
                ? first == place || text.charAt(first) != '0'
                : end > first && text.charAt(first) != '0';
        return canonical && end - place <= LONGEST_NUMBER ? end : -1;
    }
}
