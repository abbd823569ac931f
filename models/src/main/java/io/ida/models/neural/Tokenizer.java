package io.ida.models.neural;

import io.ida.amplification.InvalidTextException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns the texts of a language into tuples of tokens and back. A tuple has, where there are several forms, one token
 * that says which form, then the tokens of its fields, then padding. Immutable; safe for use by several threads.
 */
final class Tokenizer {
    private static final NameTable FIXED_NAMES = NameTable.fixed();

    private final Language language;
    private final Vocabulary vocabulary = new Vocabulary();
    private final Role facts;
    private final Role questions;
    private final List<Form> answers;
    private final int answerWidth;
    private final int[] answerTokens;

    /** @throws IllegalArgumentException if a form of the language is wrong */
    Tokenizer(Language language) {
        this.language = language;
        facts = new Role("fact", language.facts());
        questions = new Role("question", language.questions());
        answers = compile(language.answers());
        for (Form form : answers) {
            if (!form.isWord() && !form.isField()) {
                throw new IllegalArgumentException(
                        "The form of an answer is a word or a single field, not '" + form.template() + "'.");
            }
        }
        answerWidth = answers.stream()
                .mapToInt(form -> Math.max(1, form.width()))
                .max()
                .orElse(1);
        IntStream padding = answerWidth > 1 ? IntStream.of(Vocabulary.PADDING) : IntStream.empty();
        IntStream written = answers.stream()
                .flatMapToInt(form -> form.isWord() ? IntStream.of(vocabulary.form(form.template())) : form.tokens());
        answerTokens = IntStream.concat(padding, written).distinct().toArray();
    }

    Language language() {
        return language;
    }

    /** Every token by its number. */
    List<String> vocabulary() {
        return vocabulary.tokens();
    }

    /** Tokens of a fact. */
    int factWidth() {
        return facts.width();
    }

    /** Tokens of a question. */
    int questionWidth() {
        return questions.width();
    }

    /** Tokens of an answer. */
    int answerWidth() {
        return answerWidth;
    }

    /** The tokens that answers are made of. The caller must not change the array. */
    int[] answerTokens() {
        return answerTokens;
    }

    /** The places of a fact's tokens where a token of an answer may stand. */
    int[] placesToCopy() {
        return facts.placesOf(answerTokens);
    }

    /**
     * Reads a context.
     *
     * @throws InvalidTextException if a fact is of no known form, or there are none
     */
    EncodedFacts facts(List<String> texts) {
        if (texts.isEmpty()) {
            throw new InvalidTextException("There are no facts.");
        }
        int[] tokens = new int[texts.size() * facts.width()];
        for (int index = 0; index < texts.size(); index++) {
            facts.read(texts.get(index), tokens, index * facts.width());
        }
        NameTable names = FIXED_NAMES;
        if (language.naming() == Naming.RANKED) {
            names = NameTable.ranked(namesIn(tokens));
            rename(tokens, names);
        }
        return new EncodedFacts(tokens, texts.size(), names);
    }

    /**
     * Reads a question about a context.
     *
     * @throws InvalidTextException if it is of no known form
     */
    EncodedQuestion question(String text, EncodedFacts context) {
        int[] tokens = new int[questions.width()];
        questions.read(text, tokens, 0);
        NameTable names = context.names();
        if (language.naming() == Naming.RANKED) {
            for (int token : tokens) {
                if (vocabulary.isName(token) && !names.has(token - vocabulary.firstName())) {
                    names = names.with(token - vocabulary.firstName());
                }
            }
            rename(tokens, names);
        }
        return new EncodedQuestion(tokens, names);
    }

    /**
     * Reads an answer to a question, padded to the width of answers.
     *
     * @throws InvalidTextException if it is of no known form, or has a name that neither facts nor question have and
     *     that therefore is no token
     */
    int[] answer(String text, EncodedQuestion question) {
        int[] tokens = new int[answerWidth];
        for (Form form : answers) {
            Arrays.fill(tokens, Vocabulary.PADDING);
            if (form.isWord() && form.template().equals(text)) {
                tokens[0] = vocabulary.form(text);
                return tokens;
            }
            if (form.isField() && form.read(text, tokens, 0)) {
                for (int token : tokens) {
                    if (vocabulary.isName(token) && !question.names().has(token - vocabulary.firstName())) {
                        throw new InvalidTextException(
                                "The answer '" + text + "' is a name that is not in the context.");
                    }
                }
                rename(tokens, question.names());
                return tokens;
            }
        }
        throw invalid("answer", text, language.answers());
    }

    /**
     * The text of an answer.
     *
     * @param tokens of the width of answers
     * @return the text; empty if the tokens make none
     */
    Optional<String> text(int[] tokens, EncodedQuestion question) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            if (!vocabulary.isName(token)) {
                text.append(vocabulary.text(token));
                continue;
            }
            int rank = token - vocabulary.firstName();
            if (rank >= question.names().names().length) {
                return Optional.empty();
            }
            text.append(Vocabulary.name(question.names().names()[rank]));
        }
        String written = text.toString();
        try {
            return Arrays.equals(answer(written, question), tokens) ? Optional.of(written) : Optional.empty();
        } catch (InvalidTextException noAnswer) {
            return Optional.empty();
        }
    }

    private boolean[] namesIn(int[] tokens) {
        boolean[] present = new boolean[Vocabulary.NAMES];
        for (int token : tokens) {
            if (vocabulary.isName(token)) {
                present[token - vocabulary.firstName()] = true;
            }
        }
        return present;
    }

    private void rename(int[] tokens, NameTable names) {
        for (int index = 0; index < tokens.length; index++) {
            if (vocabulary.isName(tokens[index])) {
                tokens[index] = vocabulary.firstName() + names.ranks()[tokens[index] - vocabulary.firstName()];
            }
        }
    }

    private List<Form> compile(List<String> templates) {
        return templates.stream()
                .map(template -> Form.compile(template, vocabulary))
                .toList();
    }

    private static InvalidTextException invalid(String role, String text, List<String> templates) {
        return new InvalidTextException("Cannot read the " + role + " '" + text + "': expected "
                + templates.stream().map(template -> "'" + template + "'").collect(Collectors.joining(" or ")) + ".");
    }

    /** The forms of facts or of questions. */
    private final class Role {
        private final String name;
        private final List<String> templates;
        private final List<Form> forms;
        private final int[] formTokens;
        private final int fieldsWidth;
        private final int width;

        Role(String name, List<String> templates) {
            if (templates.isEmpty()) {
                throw new IllegalArgumentException("A language needs at least one form of a " + name + ".");
            }
            this.name = name;
            this.templates = templates;
            forms = compile(templates);
            formTokens = forms.size() == 1
                    ? new int[0]
                    : templates.stream().mapToInt(vocabulary::form).toArray();
            fieldsWidth = forms.stream().mapToInt(Form::width).max().orElseThrow();
            width = fieldsWidth + (formTokens.length == 0 ? 0 : 1);
        }

        int width() {
            return width;
        }

        int[] placesOf(int[] tokens) {
            BitSet wanted = new BitSet();
            IntStream.of(tokens).filter(token -> token != Vocabulary.PADDING).forEach(wanted::set);
            BitSet places = new BitSet();
            for (Form form : forms) {
                int place = width - fieldsWidth;
                for (Field field : form.fields()) {
                    if (field.tokens().anyMatch(wanted::get)) {
                        places.set(place, place + field.width());
                    }
                    place += field.width();
                }
            }
            return places.stream().toArray();
        }

        void read(String text, int[] into, int at) {
            int first = at + width - fieldsWidth;
            for (int index = 0; index < forms.size(); index++) {
                if (forms.get(index).read(text, into, first)) {
                    if (first > at) {
                        into[at] = formTokens[index];
                    }
                    Arrays.fill(into, first + forms.get(index).width(), at + width, Vocabulary.PADDING);
                    return;
                }
            }
            throw invalid(name, text, templates);
        }
    }
}
