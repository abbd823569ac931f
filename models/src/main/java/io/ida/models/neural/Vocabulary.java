package io.ida.models.neural;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a language, numbered in the order in which its forms first need them; 0 is the padding. Immutable once
 * all forms are compiled.
 */
final class Vocabulary {
    static final int PADDING = 0;
    static final int NAMES = 64;

    private static final int LETTERS = 8;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int firstName = -1;

    Vocabulary() {
        token("<pad>", "");
    }

    /**
     * The number of a token, which is new the first time.
     *
     * @param key what no other token has
     * @param text what it stands for in an answer
     */
    private int token(String key, String text) {
        return numbers.computeIfAbsent(key, added -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    /** The token of a form that is told apart by it, or of a word. */
    int form(String form) {
        return token(form, form);
    }

    int bit(int value) {
        return token("bit " + value, Integer.toString(value));
    }

    int character(char value) {
        return token("'" + value + "'", Character.toString(value));
    }

    int number(int value) {
        return token(Integer.toString(value), Integer.toString(value));
    }

    /** The token of the first of the 64 names, which follow each other. */
    int firstName() {
        if (firstName < 0) {
            firstName = texts.size();
            for (int name = 0; name < NAMES; name++) {
                token("name " + name(name), name(name));
            }
        }
        return firstName;
    }

    boolean isName(int token) {
        return firstName >= 0 && token >= firstName && token < firstName + NAMES;
    }

    /** What a token other than a name stands for. */
    String text(int token) {
        return texts.get(token);
    }

    int size() {
        return texts.size();
    }

    /** All tokens by their numbers. */
    List<String> tokens() {
        return List.copyOf(numbers.keySet());
    }

    /** The name with an index below 64: aa is 0, ab is 1, ba is 8. */
    static String name(int index) {
        return "" + (char) ('a' + index / LETTERS) + (char) ('a' + index % LETTERS);
    }

    /** The index of the name at a place of a text, or -1 if there is none. */
    static int nameAt(String text, int place) {
        if (place + 2 > text.length()) {
            return -1;
        }
        int first = text.charAt(place) - 'a';
        int second = text.charAt(place + 1) - 'a';
        boolean isName = first >= 0 && first < LETTERS && second >= 0 && second < LETTERS;
        return isName ? first * LETTERS + second : -1;
    }
}
