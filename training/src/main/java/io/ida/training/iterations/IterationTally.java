package io.ida.training.iterations;

import io.ida.amplification.Assistant;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The results of one iteration as far as they have come, and what they say. For one thread. */
final class IterationTally {
    private final Universe universe;
    private final String[] texts;
    private final BitSet answered = new BitSet();
    private long results;
    private long nodes;
    private Instant firstAsked = Instant.MAX;
    private String firstFailure = "";

    IterationTally(Universe universe) {
        this.universe = universe;
        texts = new String[universe.asked()];
    }

    /**
     * Takes in the result of a question.
     *
     * @return false if it had one already, or there is no such question
     */
    boolean take(int number, Answer answer) {
        if (number < 0 || number >= texts.length || texts[number] != null) {
            return false;
        }
        boolean success = answer.getStatus() == AnswerStatus.ANSWERED;
        texts[number] = success ? answer.getText() : Assistant.IDK;
        answered.set(number, success);
        results++;
        nodes += answer.getUsage().getNodes();
        if (answer.getAskedAt().isBefore(firstAsked)) {
            firstAsked = answer.getAskedAt();
        }
        if (!success && firstFailure.isEmpty()) {
            firstFailure = answer.getQuestionId() + " ended as " + answer.getStatus() + ": " + answer.getReason();
        }
        return true;
    }

    /** How many results have come. */
    long results() {
        return results;
    }

    /** How many traces the results leave. */
    long nodes() {
        return nodes;
    }

    boolean isComplete() {
        return results == texts.length;
    }

    /** Numbers of the first questions without a result. */
    List<Integer> missing(int limit) {
        return IntStream.range(0, texts.length)
                .filter(number -> texts[number] == null)
                .limit(limit)
                .boxed()
                .toList();
    }

    /** One failure among the results, in words; empty if there is none. */
    String firstFailure() {
        return firstFailure;
    }

    /** When the first question was asked; {@link Instant#MAX} while there is no result. */
    Instant firstAsked() {
        return firstAsked;
    }

    /**
     * Whether amplification changes nothing: every question has the same answer with and without it. A failure counts
     * as {@code idk}.
     */
    boolean isFixedPoint() {
        int size = universe.size();
        return isComplete() && IntStream.range(0, size).allMatch(number -> texts[number].equals(texts[size + number]));
    }

    /** The report; only when complete. */
    IterationReport report(int iteration, double seconds) {
        int size = universe.size();
        long correct = 0;
        long agreed = 0;
        int easiestWrong = Integer.MAX_VALUE;
        for (int number = 0; number < size; number++) {
            Universe.Entry entry = universe.entry(number);
            String alone = texts[size + number];
            if (answered.get(number) && entry.isCorrect(texts[number])) {
                correct++;
            } else {
                easiestWrong = Math.min(easiestWrong, entry.hardness());
            }
            if (alone.equals(texts[number]) && !alone.equals(Assistant.IDK)) {
                agreed++;
            }
        }
        return new IterationReport(
                iteration,
                iteration - 1,
                size,
                answered.get(0, size).cardinality(),
                correct,
                size == 0 ? 0 : (double) agreed / size,
                horizon(easiestWrong),
                seconds);
    }

    private int horizon(int easiestWrong) {
        return IntStream.range(0, universe.size())
                .map(number -> universe.entry(number).hardness())
                .filter(hardness -> hardness < easiestWrong)
                .max()
                .orElse(0);
    }
}
