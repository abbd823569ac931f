package io.ida.cli.faults;

import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Questions of permutation powering on version 0, with what the pipeline has to answer: two contexts, depths 1 and 2,
 * one in eight with a budget of a single call. The same name gives the same questions.
 */
final class Workload {
    static final String TASK = "permutation-powering";

    private static final int SIZE = 8;
    private static final long BUDGET = 40;

    private final String name;
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, String> expected = new HashMap<>();

    Workload(String name, int count) {
        this.name = name;
        Task task = StandardTasks.all().get(TASK);
        List<Instance> instances = List.of(task.generate(SIZE, 1), task.generate(SIZE, 2));
        List<PlainRecursion> recursions = instances.stream()
                .map(instance -> new PlainRecursion(task, instance))
                .toList();
        Random random = new Random(name.hashCode());
        for (int i = 0; i < count; i++) {
            int which = i % instances.size();
            String text = instances.get(which).sampleQuestion(random);
            int depth = 1 + i / 2 % 2;
            long budget = i % 8 == 7 ? 1 : BUDGET;
            questions.add(question(id(i), text, instances.get(which).facts(), depth, budget));
            expected.put(id(i), recursions.get(which).answer(text, depth));
        }
    }

    private static Question question(String id, String text, List<String> facts, int depth, long budget) {
        return Question.newBuilder()
                .setId(id)
                .setTask(TASK)
                .setText(text)
                .setContext(new Context("", facts))
                .setDepth(depth)
                .setAssistant(new AssistantPin("table", 0))
                .setBudget(new Budget(budget))
                .build();
    }

    /** One of equally large parts of the questions. */
    List<Question> part(int number, int parts) {
        int size = questions.size();
        return questions.subList(size * number / parts, size * (number + 1) / parts);
    }

    List<Question> questions() {
        return questions;
    }

    /** Whether a root id is of this workload. */
    boolean contains(String rootId) {
        return expected.containsKey(rootId);
    }

    /** The right answers by root id. */
    Map<String, String> expected() {
        return expected;
    }

    /** The budgets by root id. */
    Map<String, Long> budgets() {
        Map<String, Long> budgets = new HashMap<>();
        questions.forEach(question ->
                budgets.put(question.getId(), question.getBudget().orElseThrow().getAssistantCalls()));
        return budgets;
    }

    private String id(int number) {
        return name + "-" + number;
    }
}
