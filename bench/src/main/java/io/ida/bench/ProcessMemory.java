package io.ida.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory that this process has in RAM, heap and native together, broker and clients included. */
final class ProcessMemory {
    /** What is reported where the operating system does not say. */
    static final long UNKNOWN = -1;

    static final String PEAK = "VmHWM:";
    static final String NOW = "VmRSS:";

    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** The most until now, in bytes; {@link #UNKNOWN} anywhere but on Linux. */
    static long peak() {
        return bytes(PEAK);
    }

    /** In bytes; {@link #UNKNOWN} anywhere but on Linux. */
    static long now() {
        return bytes(NOW);
    }

    private static long bytes(String field) {
        try {
            return Files.isReadable(STATUS) ? bytes(field, Files.readAllLines(STATUS)) : UNKNOWN;
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
