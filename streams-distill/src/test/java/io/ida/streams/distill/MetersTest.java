package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.AnswerStatus;
import io.ida.events.Trace;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the stage counts. */
class MetersTest {
    private final DistillDriver stage = new DistillDriver();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void tracesAreCountedBySplitAndFitness() {
        stage.finish(Nodes.answered(Nodes.root("p", 1)));
        TestRecord<String, Trace> row = stage.traces().get(0);

        assertThat(count(row.value().getSplit().name(), "true")).isEqualTo(1);
        assertThat(stage.meters.get("ida.traces").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void rejectedTracesAreCountedByCheck() {
        stage.finish(Nodes.finished(Nodes.root("p", 1), AnswerStatus.FAILED, Nodes.exchange(AnswerStatus.TIMED_OUT)));
        Trace row = stage.rejected().get(0).value();

        assertThat(count(row.getSplit().name(), "false")).isEqualTo(1);
        assertThat(rejected("node-answered")).isEqualTo(1);
        assertThat(rejected("sub-answers-answered")).isEqualTo(1);
        assertThat(rejected("root-finished")).isZero();
    }

    private double rejected(String check) {
        return stage.meters
                .get("ida.traces.rejected")
                .tag("check", check)
                .counter()
                .count();
    }

    private double count(String split, String fit) {
        return stage.meters
                .get("ida.traces")
                .tag("split", split)
                .tag("fit", fit)
                .counter()
                .count();
    }
}
