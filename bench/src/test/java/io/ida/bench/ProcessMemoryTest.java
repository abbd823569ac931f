package io.ida.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void readsTheHighWaterMarkAndWhatIsUsedNow() {
        assertThat(ProcessMemory.bytes(
                        ProcessMemory.PEAK, List.of("VmPeak:\t 9000 kB", "VmHWM:\t  123 kB", "VmRSS:\t 100 kB")))
                .isEqualTo(123 * 1024);
        assertThat(ProcessMemory.bytes(ProcessMemory.NOW, List.of("VmHWM:\t  123 kB", "VmRSS:\t 100 kB")))
                .isEqualTo(100 * 1024);
    }

    @Test
    void isUnknownWhereTheSystemDoesNotSay() {
        assertThat(ProcessMemory.bytes(ProcessMemory.PEAK, List.of("VmRSS:\t 100 kB")))
                .isEqualTo(ProcessMemory.UNKNOWN);
        assertThat(ProcessMemory.bytes(ProcessMemory.PEAK, List.of("VmHWM:\t lots")))
                .isEqualTo(ProcessMemory.UNKNOWN);
    }
}
