package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class BacklogBenchIT {
    @Test
    void aBacklogIsAnsweredWithNoMoreOpenTreesThanAllowed() throws Exception {
        BacklogOptions options = new BacklogOptions(3_000, 50, 128, 4, Duration.ofMillis(500), Duration.ofMinutes(3));

        BacklogReport report = BacklogBench.run(options, new ArrayList<>()::add);

        assertThat(report.openTreesBound()).isEqualTo(200);
        assertThat(report.openTreesMost()).isBetween(0L, 200L);
        assertThat(report.looks()).isNotEmpty();
        assertThat(report.rssBytes()).containsOnlyKeys("broker", "decompose", "assist", "synthesize", "distill");
        assertThat(report.table()).contains("open trees");
    }
}
