package io.ida.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The most memory that this process has had in RAM, heap and native together, broker and clients included. */
final class PeakMemory {
    /** What is reported where the operating system does not say. */
    static final long UNKNOWN = -1;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "VmHWM:";

    private PeakMemory() {}

    /** In bytes; {@link #UNKNOWN} anywhere but on Linux. */
    static long bytes() {
        try {
            return Files.isReadable(STATUS) ? bytes(Files.readAllLines(STATUS)) : UNKNOWN;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    static long bytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()).strip())
                .filter(line -> line.matches("[0-9]+ kB"))
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) * 1024)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
