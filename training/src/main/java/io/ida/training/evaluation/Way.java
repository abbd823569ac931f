package io.ida.training.evaluation;

import io.ida.amplification.SupervisorName;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to answer: an assistant alone, or amplified once by a supervisor.
 *
 * @param supervisor who amplifies; empty for nobody
 */
record Way(String supervisor) {
    /** The assistant alone. */
    static final Way ALONE = new Way("");

    /** Alone, then amplified by each. */
    static List<Way> of(List<String> supervisors) {
        List<Way> ways = new ArrayList<>(List.of(ALONE));
        supervisors.forEach(supervisor -> ways.add(new Way(supervisor)));
        return List.copyOf(ways);
    }

    boolean isAlone() {
        return supervisor.isEmpty();
    }

    /** In reports: {@code alone}, or the supervisor. */
    String name() {
        return isAlone() ? "alone" : supervisor;
    }

    /** What figures call a way by its name: {@code X alone}, {@code H + X}, {@code H′ + X}; H errs with an asterisk. */
    static String label(String name) {
        if (name.equals(ALONE.name())) {
            return "X alone";
        }
        SupervisorName supervisor = SupervisorName.of(name);
        return (supervisor.isLearned() ? "H′" : "H") + (supervisor.error() > 0 ? "* + X" : " + X");
    }
}
