package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.amplification.ContextIds;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Question;
import io.ida.models.TableRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final Workload workload = new Workload(16);

    @Test
    void noQuestionIsAskedTwice() {
        Set<String> ids = new HashSet<>();

        workload.next(100).forEach(question -> ids.add(question.getId()));
        workload.next(100).forEach(question -> ids.add(question.getId()));

        assertThat(ids).hasSize(200);
    }

    @Test
    void everyQuestionNeedsTheAssistantTwice() {
        for (Question question : workload.next(500)) {
            String exponent = question.getText().replaceAll(".* ", "");
            assertThat(Integer.parseInt(exponent) / 2).isGreaterThan(1);
            assertThat(question.getDepth()).isOne();
        }
    }

    @Test
    void theTableKnowsTheRightAnswerToEveryQuestion() {
        List<TableRow> table = workload.table();

        for (Question question : workload.next(100)) {
            List<String> facts = question.getContext().getFacts();
            assertThat(table)
                    .filteredOn(row -> row.contextId().equals(ContextIds.of(facts))
                            && row.question().equals(question.getText()))
                    .singleElement()
                    .satisfies(row -> assertThat(StandardTasks.all()
                                    .get(question.getTask())
                                    .parse(facts)
                                    .isCorrect(row.question(), row.answer()))
                            .isTrue());
        }
    }
}
