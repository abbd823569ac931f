package io.ida.bench.faults;

import io.ida.events.Answer;
import io.ida.events.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Questions that are asked under one name, how many of them are, and what is known of their results. For one thread. */
final class Asked {
    /** Every so many questions, a client publishes one twice. */
    private static final int TWICE = 20;

    private final FaultQuestions questions;
    private final String name;
    private final int count;
    private final Audit audit;
    private int asked;

    Asked(FaultQuestions questions, String name, int count) {
        this.questions = questions;
        this.name = name;
        this.count = count;
        Map<String, Long> budgets = new HashMap<>();
        for (int n = 0; n < count; n++) {
            Question question = questions.get(name, n);
            budgets.put(question.getId(), question.getBudget().orElseThrow().getAssistantCalls());
        }
        audit = new Audit(budgets);
    }

    Audit audit() {
        return audit;
    }

    int count() {
        return count;
    }

    /** Whether all of them have been asked. */
    boolean isAll() {
        return asked == count;
    }

    /** Asks until so many of them are asked, without waiting for anything. */
    void until(double share, Publisher publisher) {
        for (int due = (int) (share * count); asked < due; asked++) {
            Question question = questions.get(name, asked);
            publisher.ask(question);
            if (asked % TWICE == 0) {
                publisher.ask(question);
            }
        }
    }

    /** Asks all of them. */
    void all(Publisher publisher) {
        until(1, publisher);
        publisher.flush();
    }

    /** Those with a result that is not what the same question came to under another name. */
    Set<String> differentFrom(Asked other) {
        Map<String, Answer> results = audit.results();
        Map<String, Answer> others = other.audit.results();
        Set<String> different = new HashSet<>();
        for (int n = 0; n < count; n++) {
            String id = questions.get(name, n).getId();
            Answer expected = others.get(
                    questions.get(other.name, n % questions.different()).getId());
            if (results.containsKey(id) && !isSame(results.get(id), expected)) {
                different.add(id);
            }
        }
        return different;
    }

    private static boolean isSame(Answer answer, Answer expected) {
        return answer.getStatus() == expected.getStatus()
                && answer.getText().equals(expected.getText())
                && answer.getReason().equals(expected.getReason())
                && answer.getUsage().equals(expected.getUsage())
                && answer.getAssistantVersions().equals(expected.getAssistantVersions());
    }
}
