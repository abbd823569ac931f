package io.ida.models.neural;

import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Move;
import io.ida.amplification.SubQuestion;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A transcript on its way from text to tokens, and H's next move on its way back. Names become tokens in the order in
 * which they are mentioned. For use by one thread.
 */
final class Dialogue {
    private static final int UNKNOWN = -1;

    private final TranscriptTokens forms;
    private final Tape tape;
    private final int sample;
    private final int[] ranks = new int[Vocabulary.NAMES];
    private final int[] names = new int[Vocabulary.NAMES];
    private int mentioned;

    /**
     * The beginning: H is asked.
     *
     * @throws InvalidTextException if the question is of no known form
     */
    Dialogue(TranscriptTokens forms, String question, int sample) {
        this.forms = forms;
        this.sample = sample;
        tape = new Tape(forms);
        Arrays.fill(ranks, UNKNOWN);
        tape.give(Tape.Kind.QUESTION, 0, heard(forms.question(question, sample, sample)));
    }

    /** A demonstration, to its end. */
    static Tape demonstrated(TranscriptTokens forms, Demonstration demonstration) {
        Dialogue dialogue = new Dialogue(forms, demonstration.question(), demonstration.sample());
        for (List<Exchange> round : rounds(demonstration.transcript())) {
            dialogue.addAsks(round);
            dialogue.addAnswers(round);
        }
        dialogue.addConclusion(demonstration.answer());
        return dialogue.tape;
    }

    /** The exchanges of each round. */
    static List<List<Exchange>> rounds(List<Exchange> transcript) {
        List<List<Exchange>> rounds = new ArrayList<>();
        for (Exchange exchange : transcript) {
            List<Exchange> last = rounds.isEmpty() ? List.of() : rounds.get(rounds.size() - 1);
            if (last.isEmpty() || last.get(0).getRound() != exchange.getRound()) {
                last = new ArrayList<>();
                rounds.add(last);
            }
            last.add(exchange);
        }
        return rounds;
    }

    /** The tokens so far. */
    Tape tape() {
        return tape;
    }

    /**
     * H asks a round.
     *
     * @throws InvalidTextException if it asks something of no known form, or names what nobody has mentioned
     */
    void addAsks(List<Exchange> round) {
        tape.beginMove();
        for (Exchange asked : round) {
            for (int token : said(forms.question(asked.getText(), asked.getSample(), sample))) {
                tape.say(token);
            }
        }
        tape.say(forms.end());
    }

    /**
     * H is told the answers of a round.
     *
     * @throws InvalidTextException if one is of no known form
     */
    void addAnswers(List<Exchange> round) {
        for (int index = 0; index < round.size(); index++) {
            Exchange exchange = round.get(index);
            if (exchange.getStatus() != AnswerStatus.ANSWERED) {
                throw new InvalidTextException("The sub-question '" + exchange.getText() + "' has failed.");
            }
            tape.give(Tape.Kind.SUB_ANSWER, index, heard(forms.answer(exchange.getAnswer())));
        }
    }

    private void addConclusion(String answer) {
        tape.beginMove();
        tape.say(forms.answer());
        for (int token : said(forms.answer(answer))) {
            tape.say(token);
        }
    }

    /**
     * The move that tokens make.
     *
     * @param tokens what H says next
     * @return the move; empty if the tokens make none
     */
    Optional<Move> move(int[] tokens) {
        Tape spoken = new Tape(tape);
        spoken.beginMove();
        for (int token : tokens) {
            spoken.say(token);
        }
        if (!spoken.moveHasEnded() || spoken.isGarbled()) {
            return Optional.empty();
        }
        return tokens[0] == forms.answer()
                ? unnamed(Arrays.copyOfRange(tokens, 1, tokens.length))
                        .flatMap(forms::answerText)
                        .map(answer -> new Move.Conclude(answer, AnswerStatus.ANSWERED, ""))
                : asks(tokens);
    }

    private Optional<Move> asks(int[] tokens) {
        List<SubQuestion> asks = new ArrayList<>();
        int at = 0;
        while (tokens[at] != forms.end()) {
            int width = forms.askWidth(tokens[at]);
            int[] ask = Arrays.copyOfRange(tokens, at, at + width);
            int askSample = forms.questionSample(ask, sample);
            Optional<String> text = unnamed(ask).flatMap(forms::questionText);
            if (askSample < 0 || text.isEmpty()) {
                return Optional.empty();
            }
            asks.add(new SubQuestion(text.get(), askSample));
            at += width;
        }
        return Optional.of(new Move.Ask(asks));
    }

    /** What others say: the names in it are mentioned. */
    private int[] heard(int[] tokens) {
        for (int token : tokens) {
            if (forms.isName(token) && ranks[forms.name(token)] == UNKNOWN) {
                names[mentioned] = forms.name(token);
                ranks[forms.name(token)] = mentioned++;
            }
        }
        return said(tokens);
    }

    /** What H says: it can only speak of names that were mentioned. */
    private int[] said(int[] tokens) {
        int[] renamed = tokens.clone();
        for (int index = 0; index < tokens.length; index++) {
            if (forms.isName(tokens[index])) {
                int name = forms.name(tokens[index]);
                if (ranks[name] == UNKNOWN) {
                    throw new InvalidTextException(
                            "H speaks of " + Vocabulary.name(name) + ", which nobody mentioned.");
                }
                renamed[index] = forms.nameToken(ranks[name]);
            }
        }
        return renamed;
    }

    private Optional<int[]> unnamed(int[] tokens) {
        int[] original = tokens.clone();
        for (int index = 0; index < tokens.length; index++) {
            if (forms.isName(tokens[index])) {
                int rank = forms.name(tokens[index]);
                if (rank >= mentioned) {
                    return Optional.empty();
                }
                original[index] = forms.nameToken(names[rank]);
            }
        }
        return Optional.of(original);
    }
}
