package io.ida.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What the environment says about the log, which {@code logback.xml} reads: to be checked before anything is logged. */
final class LogSettings {
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "IDA_LOG_FORMAT", List.of("text", "json"),
            "IDA_LOG_LEVEL", List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE"));

    private LogSettings() {}

    /** Takes the lines of libraries that log with the JDK, too: of OpenTelemetry, where spans cannot be sent. */
    static void takeOver() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** What is wrong, in words; empty if nothing is. */
    static Optional<String> complaint(Map<String, String> environment) {
        return ALLOWED.entrySet().stream()
                .filter(setting -> environment.containsKey(setting.getKey()))
                .filter(setting -> !setting.getValue().contains(environment.get(setting.getKey())))
                .map(setting -> setting.getKey() + " is one of " + String.join(", ", setting.getValue()) + ", not '"
                        + environment.get(setting.getKey()) + "'.")
                .findFirst();
    }
}
