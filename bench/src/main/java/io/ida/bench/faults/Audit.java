package io.ida.bench.faults;

import io.ida.events.Answer;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold of the committed records of some questions, whatever happened while they were answered: every question
 * one result, every node of its tree one training row, every call of the assistant one answer, no budget broken. It keeps
 * the ids of what it is told, so it is for thousands of questions, not for millions. For one thread.
 */
public final class Audit {
    private final Map<String, Long> budgets;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Integer> results = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, Integer> callsOfRoots = new HashMap<>();
    private final Map<String, Integer> subAnswers = new HashMap<>();
    private final Set<String> nodes = new HashSet<>();
    private long nodesOfResults;

    /** @param budgets the assistant calls that each root may spend, by the root's id */
    public Audit(Map<String, Long> budgets) {
        this.budgets = Map.copyOf(budgets);
    }

    /**
     * How often something was wrong.
     *
     * @param what what must not be, in words
     * @param count how often it was; 0 is as it should be
     * @param example one id, if there are any
     */
    public record Finding(String what, int count, String example) {
        static Finding of(String what, Set<String> wrong) {
            return new Finding(what, wrong.size(), wrong.isEmpty() ? "" : new TreeSet<>(wrong).first());
        }

        boolean isGood() {
            return count == 0;
        }
    }

    /** Whether a root is one of those that are audited. The rest is ignored. */
    public boolean contains(String rootId) {
        return budgets.containsKey(rootId);
    }

    /** A record of the results. */
    public void result(Answer result) {
        if (contains(result.getRootId())) {
            count(results, result.getQuestionId());
            if (answers.put(result.getQuestionId(), result) == null) {
                nodesOfResults += result.getUsage().getNodes();
            }
        }
    }

    /** A record of the traces. */
    public void row(Trace row) {
        Question question = row.getQuestion();
        if (!contains(question.getRootId())) {
            return;
        }
        count(rows, question.getId());
        if (question.getDepth() > 1) {
            row.getTranscript().stream()
                    .filter(exchange ->
                            !exchange.getReused() && exchange.getUsage().getNodes() > 0)
                    .map(Exchange::getQuestionId)
                    .forEach(id -> nodes.add(id.orElseThrow()));
        }
    }

    /** A record of the questions to the assistant. */
    public void call(Question call) {
        if (contains(call.getRootId())) {
            count(calls, call.getId());
            count(callsOfRoots, call.getRootId());
        }
    }

    /** A record of the answers to sub-questions. */
    public void subAnswer(Answer answer) {
        if (contains(answer.getRootId())) {
            count(subAnswers, answer.getQuestionId());
        }
    }

    /** How many roots have a result. */
    public int answered() {
        return answers.size();
    }

    /** Training rows seen so far, each counted once. */
    public int rows() {
        return rows.size();
    }

    /** Calls of the assistant seen so far, each counted once. */
    public int calls() {
        return calls.size();
    }

    /** Whether every root has a result and every node behind it a row. */
    public boolean isComplete() {
        return answers.size() == budgets.size() && rows.size() >= nodesOfResults;
    }

    /** The results by root, the last where there are several. */
    public Map<String, Answer> results() {
        return Map.copyOf(answers);
    }

    /** Everything that is checked, with how often it was wrong. */
    public List<Finding> findings() {
        Set<String> reached = new HashSet<>(nodes);
        answers.values().stream()
                .filter(answer -> answer.getUsage().getNodes() > 0)
                .forEach(answer -> reached.add(answer.getQuestionId()));
        Set<String> overspent = new HashSet<>();
        callsOfRoots.forEach((root, spent) -> {
            if (spent > budgets.get(root)) {
                overspent.add(root);
            }
        });
        return List.of(
                Finding.of("questions without a result", without(budgets.keySet(), results.keySet())),
                Finding.of("questions with several results", repeated(results)),
                Finding.of("nodes without a training row", without(reached, rows.keySet())),
                Finding.of("nodes with several training rows", repeated(rows)),
                Finding.of("training rows of nodes that no tree has", without(rows.keySet(), reached)),
                new Finding(
                        "nodes that the results count and no tree has",
                        Math.toIntExact(Math.max(0, nodesOfResults - reached.size())),
                        ""),
                Finding.of("assistant calls issued several times", repeated(calls)),
                Finding.of("assistant calls without an answer", without(calls.keySet(), subAnswers.keySet())),
                Finding.of("sub-questions with several answers", repeated(subAnswers)),
                Finding.of("budgets overspent", overspent));
    }

    private static void count(Map<String, Integer> counts, String id) {
        counts.merge(id, 1, Integer::sum);
    }

    private static Set<String> repeated(Map<String, Integer> counts) {
        Set<String> repeated = new HashSet<>();
        counts.forEach((id, count) -> {
            if (count > 1) {
                repeated.add(id);
            }
        });
        return repeated;
    }

    private static Set<String> without(Set<String> wanted, Set<String> there) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }
}
