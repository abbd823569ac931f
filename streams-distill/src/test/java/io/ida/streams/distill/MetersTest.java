package io.ida.streams.distill;

import static org.assertj.core.api.Assertions.assertThat;

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

    private double count(String split, String fit) {
        return stage.meters
                .get("ida.traces")
                .tag("split", split)
                .tag("fit", fit)
                .counter()
                .count();
    }
}
