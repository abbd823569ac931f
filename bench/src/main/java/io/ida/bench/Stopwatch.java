package io.ida.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Takes the time and the processors' time from its making on. */
final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long began = System.nanoTime();

    /** What so many hops took until now. */
    Throughput stop(long hops) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        return new Throughput(hops, elapsed, Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu));
    }
}
