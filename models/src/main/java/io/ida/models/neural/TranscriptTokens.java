package io.ida.models.neural;

import io.ida.amplification.InvalidTextException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tokens of a {@link SupervisorLanguage}: of its questions, its answers, sample indexes, and the marks that make
 * moves of them. Immutable; safe for use by several threads.
 */
final class TranscriptTokens {
    /** Sample indexes below this have a token each; only one of the others can be in a transcript, the question's. */
    private static final int SAMPLES = 8;

    private final SupervisorLanguage language;
    private final Vocabulary vocabulary = new Vocabulary();
    private final int answer;
    private final int end;
    private final int firstSample;
    private final Map<Integer, Form> questions = new HashMap<>();
    private final List<Integer> questionTokens = new ArrayList<>();
    private final List<Form> answers = new ArrayList<>();
    private final int answerWidth;

    /** @throws IllegalArgumentException if a form of the language is wrong */
    TranscriptTokens(SupervisorLanguage language) {
        if (language.questions().isEmpty() || language.answers().isEmpty()) {
            throw new IllegalArgumentException("A language needs at least one form of a question and of an answer.");
        }
        this.language = language;
        answer = vocabulary.form("<answer>");
        end = vocabulary.form("<end>");
        firstSample = vocabulary.form("<sample 0>");
        for (int sample = 1; sample < SAMPLES; sample++) {
            vocabulary.form("<sample " + sample + ">");
        }
        vocabulary.form("<other sample>");
        for (String template : language.questions()) {
            int token = vocabulary.form(template);
            questionTokens.add(token);
            questions.put(token, Form.compile(template, vocabulary));
        }
        for (String template : language.answers()) {
            Form form = Form.compile(template, vocabulary);
            if (!form.isWord() && !form.isField()) {
                throw new IllegalArgumentException(
                        "The form of an answer is a word or a single field, not '" + template + "'.");
            }
            if (form.isWord()) {
                vocabulary.form(template);
            }
            answers.add(form);
        }
        answerWidth = answers.stream()
                .mapToInt(form -> Math.max(1, form.width()))
                .max()
                .orElseThrow();
    }

    SupervisorLanguage language() {
        return language;
    }

    /** Every token by its number. */
    List<String> vocabulary() {
        return vocabulary.tokens();
    }

    /** The token that ends a round. */
    int end() {
        return end;
    }

    /** The token that comes before an answer. */
    int answer() {
        return answer;
    }

    /** Tokens of an answer. */
    int answerWidth() {
        return answerWidth;
    }

    /** Tokens of the longest segment: its places are below this. */
    int longestSegment() {
        int longestAsk = questionTokens.stream().mapToInt(this::askWidth).max().orElseThrow();
        return Math.max(longestAsk, 1 + answerWidth);
    }

    boolean isQuestionForm(int token) {
        return questions.containsKey(token);
    }

    /** Tokens of a question that begins with this token. */
    int askWidth(int form) {
        return 1 + questions.get(form).width() + 1;
    }

    boolean isName(int token) {
        return vocabulary.isName(token);
    }

    /** The index of the name that a token stands for. */
    int name(int token) {
        return token - vocabulary.firstName();
    }

    /** The token of the name with an index. */
    int nameToken(int name) {
        return vocabulary.firstName() + name;
    }

    /**
     * A question, primitive or not, with its sample.
     *
     * @param otherSample the sample index that {@code <other sample>} stands for
     * @throws InvalidTextException if the text is of no known form, or the sample has no token
     */
    int[] question(String text, int sample, int otherSample) {
        for (int form : questionTokens) {
            int[] tokens = new int[askWidth(form)];
            if (questions.get(form).read(text, tokens, 1)) {
                tokens[0] = form;
                tokens[tokens.length - 1] = sample(sample, otherSample);
                return tokens;
            }
        }
        throw invalid("question", text, language.questions());
    }

    /** The text of a question; empty if the tokens are none of {@link #question}'s. */
    Optional<String> questionText(int[] tokens) {
        return questions.get(tokens[0]).write(Arrays.copyOfRange(tokens, 1, tokens.length - 1), vocabulary);
    }

    /** The sample index of a question; negative if the tokens are none of {@link #question}'s. */
    int questionSample(int[] tokens, int otherSample) {
        int sample = tokens[tokens.length - 1] - firstSample;
        if (sample == SAMPLES) {
            return otherSample < SAMPLES ? -1 : otherSample;
        }
        return sample > SAMPLES ? -1 : sample;
    }

    private int sample(int sample, int otherSample) {
        if (sample >= 0 && sample < SAMPLES) {
            return firstSample + sample;
        }
        if (sample == otherSample) {
            return firstSample + SAMPLES;
        }
        throw new InvalidTextException("Sample " + sample + " is neither below " + SAMPLES + " nor the question's.");
    }

    /**
     * An answer, padded.
     *
     * @throws InvalidTextException if it is of no known form
     */
    int[] answer(String text) {
        int[] tokens = new int[answerWidth];
        for (Form form : answers) {
            Arrays.fill(tokens, Vocabulary.PADDING);
            if (form.isWord() && form.template().equals(text)) {
                tokens[0] = vocabulary.form(text);
                return tokens;
            }
            if (form.isField() && form.read(text, tokens, 0)) {
                return tokens;
            }
        }
        throw invalid("answer", text, language.answers());
    }

    /** The text of an answer; empty if the tokens are none of {@link #answer}'s. */
    Optional<String> answerText(int[] tokens) {
        for (Form form : answers) {
            Optional<String> text;
            if (form.isWord()) {
                text = Optional.of(form.template());
            } else {
                text = form.write(Arrays.copyOf(tokens, form.width()), vocabulary);
            }
            if (text.isPresent() && Arrays.equals(answer(text.get()), tokens)) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static InvalidTextException invalid(String role, String text, List<String> templates) {
        return new InvalidTextException("Cannot read the " + role + " '" + text + "': expected "
                + templates.stream().map(template -> "'" + template + "'").collect(Collectors.joining(" or ")) + ".");
    }
}
