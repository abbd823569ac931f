package io.ida.streams.distill;

import static io.ida.streams.distill.Nodes.answered;
import static io.ida.streams.distill.Nodes.child;
import static io.ida.streams.distill.Nodes.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.ContextIds;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the stage writes about a context, in whatever trees, is all in one part of the data set. */
@Tag("long")
class SplitLeakageIT {
    private static final int CONTEXTS = 100_000;
    private static final int BATCH = 1_000;

    @Test
    void noneOfAHundredThousandContextsIsInTwoSplits() {
        Map<String, Split> splits = new HashMap<>();
        Map<Split, Integer> rows = new EnumMap<>(Split.class);
        try (DistillDriver driver = new DistillDriver()) {
            for (int from = 0; from < 2 * CONTEXTS; from += BATCH) {
                for (int tree = from; tree < from + BATCH; tree++) {
                    finishTree(driver, tree);
                }
                List<TestRecord<String, Trace>> found = new ArrayList<>(driver.traces());
                found.addAll(driver.rejected());
                for (TestRecord<String, Trace> row : found) {
                    Trace trace = row.value();
                    rows.merge(trace.getSplit(), 1, Integer::sum);
                    Split first =
                            splits.putIfAbsent(trace.getQuestion().getContext().getContextId(), trace.getSplit());
                    assertThat(first).isIn(null, trace.getSplit());
                }
            }
        }

        assertThat(splits).hasSize(CONTEXTS);
        assertThat(rows.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5 * CONTEXTS / 2);
        assertThat(rows.keySet()).containsExactly(Split.values());
    }

    /** Each context has two trees with other ids, half of the contexts trees of two depths. */
    private static void finishTree(DistillDriver driver, int tree) {
        List<String> facts = List.of("aaaaaa = +" + tree % CONTEXTS);
        int depth = (tree + tree / CONTEXTS) % 4 == 3 ? 2 : 1;
        Question root = Question.newBuilder(root("tree " + tree, depth))
                .setContext(new Context(ContextIds.of(facts), facts))
                .build();
        if (depth > 1) {
            driver.finish(answered(child(root, 0)));
        }
        driver.finish(answered(root));
    }
}
