package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    @Test
    void readsTheHighWaterMark() {
        assertThat(PeakMemory.bytes(List.of("VmPeak:\t 9000 kB", "VmHWM:\t  123 kB", "VmRSS:\t 100 kB")))
                .isEqualTo(123 * 1024);
    }

    @Test
    void isUnknownWhereTheSystemDoesNotSay() {
        assertThat(PeakMemory.bytes(List.of("VmRSS:\t 100 kB"))).isEqualTo(PeakMemory.UNKNOWN);
        assertThat(PeakMemory.bytes(List.of("VmHWM:\t lots"))).isEqualTo(PeakMemory.UNKNOWN);
    }
}
