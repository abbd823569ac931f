package io.ida.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory that a process has in RAM, heap and native together. */
final class ProcessMemory {
    /** What is reported where the operating system does not say. */
    static final long UNKNOWN = -1;

    static final String PEAK = "VmHWM:";
    static final String NOW = "VmRSS:";

    private static final String SELF = "self";

    private ProcessMemory() {}

    /** The most of this process until now, broker and clients included, in bytes; {@link #UNKNOWN} anywhere but on Linux. */
    static long peak() {
        return bytes(SELF, PEAK);
    }

    /** Of this process, in bytes; {@link #UNKNOWN} anywhere but on Linux. */
    static long now() {
        return bytes(SELF, NOW);
    }

    /** Of another process of this user, in bytes; {@link #UNKNOWN} if there is none, and anywhere but on Linux. */
    static long now(long pid) {
        return bytes(Long.toString(pid), NOW);
    }

    private static long bytes(String process, String field) {
        Path status = Path.of("/proc", process, "status");
        try {
            return Files.isReadable(status) ? bytes(field, Files.readAllLines(status)) : UNKNOWN;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    static long bytes(String field, List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .filter(line -> line.matches("[0-9]+ kB"))
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) * 1024)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
