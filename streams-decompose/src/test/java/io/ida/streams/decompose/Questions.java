package io.ida.streams.decompose;

import io.ida.events.AssistantPin;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import java.util.List;

/** Root questions as users write them, everything optional left out. */
final class Questions {
    /** The cycle aa, ab, ac, ad, ae, af, ag, ah. */
    static final List<String> CYCLE =
            List.of("aa -> ab", "ab -> ac", "ac -> ad", "ad -> ae", "ae -> af", "af -> ag", "ag -> ah", "ah -> aa");

    static final List<String> STRINGS = List.of("aaaaaa = +1", "abaaaa = -1", "baaaaa = +1");

    private Questions() {}

    /** A question of permutation powering at depth 1 whose H waits: {@code aa ^ 5}. */
    static Question.Builder powering(String id) {
        return root(id, "permutation-powering", CYCLE).setText("aa ^ 5").setDepth(1);
    }

    /** A question of wildcard search at depth 1 that H cuts in two: {@code ??aaaa}. */
    static Question.Builder wildcards(String id) {
        return root(id, "wildcard-search", STRINGS).setText("??aaaa").setDepth(1);
    }

    static Budget budget(long assistantCalls) {
        return new Budget(assistantCalls);
    }

    static AssistantPin pin(int version) {
        return new AssistantPin("table", version);
    }

    private static Question.Builder root(String id, String task, List<String> facts) {
        return Question.newBuilder().setId(id).setTask(task).setContext(new Context("", facts));
    }
}
