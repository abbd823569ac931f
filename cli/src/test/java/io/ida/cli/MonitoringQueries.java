package io.ida.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The queries of Grafana's dashboards and Prometheus' alerts, and the series that they select. */
final class MonitoringQueries {
    static final Path ALERTS = Path.of("..", "docker", "prometheus", "alerts.yml");

    private static final Path DASHBOARDS = Path.of("..", "docker", "grafana", "dashboards");

    /** One line, or several that are indented further than the keys. */
    private static final Pattern ALERT = Pattern.compile("(?m)^ {8}expr: (?:>-\\n)?(.*(?:\\n {10}.*)*)$");

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:ida|kafka|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");

    private MonitoringQueries() {}

    /** A program of Prometheus: in the directory that the system property {@code prometheus.bin} names, or in the PATH. */
    static Optional<Path> program(String name) {
        String path = System.getProperty("prometheus.bin", System.getenv("PATH"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The queries of all panels, with an interval for Grafana's. */
    static List<String> ofPanels() throws IOException {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).get("panels")) {
                    panel.get("targets")
                            .forEach(target ->
                                    queries.add(target.get("expr").asText().replace("$__rate_interval", "1m")));
                }
            }
        }
        return queries;
    }

    /** The conditions of all alerts. */
    static List<String> ofAlerts() throws IOException {
        return ALERT.matcher(Files.readString(ALERTS))
                .results()
                .map(result -> result.group(1).strip())
                .toList();
    }

    /** What a query selects of the metrics that are scraped. */
    static List<Selector> selectors(String query) {
        return SELECTOR.matcher(query)
                .results()
                .map(found -> new Selector(found.group(1), found.group(2) == null ? "" : found.group(2)))
                .toList();
    }

    /**
     * A selector.
     *
     * @param metric name of the metric
     * @param labels what its labels must be, as in the query
     */
    record Selector(String metric, String labels) {
        /** Whether it selects one of the series of a process. */
        boolean selectsFrom(String metrics) {
            return metrics.lines().anyMatch(this::selects);
        }

        private boolean selects(String line) {
            if (!line.startsWith(metric + " ") && !line.startsWith(metric + "{")) {
                return false;
            }
            Matcher wanted = MATCHER.matcher(labels);
            while (wanted.find()) {
                Matcher label = Pattern.compile("[{,]" + wanted.group(1) + "=\"([^\"]*)\"")
                        .matcher(line);
                String value = label.find() ? label.group(1) : "";
                boolean isNegated = wanted.group(2).startsWith("!");
                boolean isEqual =
                        wanted.group(2).endsWith("~") ? value.matches(wanted.group(3)) : value.equals(wanted.group(3));
                if (isEqual == isNegated) {
                    return false;
                }
            }
            return true;
        }
    }
}
