package io.ida.training.evaluation;

import io.ida.amplification.Assistant;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.training.plot.Share;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The results of an evaluation as far as they have come, and what they say. For one thread. */
final class EvaluationTally {
    private final EvaluationQuestions questions;
    private final double threshold;
    private final String[] texts;
    private final BitSet answered = new BitSet();
    private final Map<Integer, String> failures = new HashMap<>();
    private int results;

    EvaluationTally(EvaluationQuestions questions, double threshold) {
        this.questions = questions;
        this.threshold = threshold;
        texts = new String[questions.asked()];
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
        if (!success) {
            failures.putIfAbsent(number / questions.items().size(), answer.getStatus() + " " + answer.getReason());
        }
        return true;
    }

    /** How many results have come. */
    int results() {
        return results;
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

    /** What a version did in each way, by the index of the version; only when complete. */
    List<WayReport> ways(int version) {
        return IntStream.range(0, questions.ways().size())
                .mapToObj(way -> report(version, way))
                .toList();
    }

    private WayReport report(int version, int way) {
        Counts total = Counts.NONE;
        TreeMap<Integer, Counts> bySize = new TreeMap<>();
        TreeMap<Integer, Counts> byDepth = new TreeMap<>();
        TreeMap<Integer, Share> byHardness = new TreeMap<>();
        int agreed = 0;
        List<Exam.Item> items = questions.items();
        for (int index = 0; index < items.size(); index++) {
            Exam.Item item = items.get(index);
            int number = questions.number(version, way, index);
            boolean success = answered.get(number);
            boolean right = success && item.isCorrect(texts[number]);
            total = total.plus(success, right);
            count(bySize, item.size(), success, right);
            count(byDepth, item.neededDepth(), success, right);
            byHardness.merge(item.hardness(), new Share(right ? 1 : 0, 1), Share::plus);
            String alone = texts[questions.number(version, 0, index)];
            agreed += alone.equals(texts[number]) && !alone.equals(Assistant.IDK) ? 1 : 0;
        }
        Way how = questions.ways().get(way);
        return new WayReport(
                how.name(),
                total,
                bySize,
                byDepth,
                Horizon.of(byHardness, threshold),
                how.isAlone() ? null : (double) agreed / items.size(),
                failures.getOrDefault(questions.number(version, way, 0) / items.size(), ""));
    }

    private static void count(Map<Integer, Counts> counts, int key, boolean answered, boolean right) {
        counts.put(key, counts.getOrDefault(key, Counts.NONE).plus(answered, right));
    }
}
