package io.ida.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What is in {@code docker/}, for tests. */
final class ContainerFiles {
    static final Path DIRECTORY = Path.of("..", "docker").toAbsolutePath().normalize();

    private ContainerFiles() {}

    /** The services of compose.yml by name, with anchors resolved and variables not. */
    static Map<String, Map<String, Object>> services() throws IOException {
        return map(yaml("compose.yml").get("services"));
    }

    static Map<String, Object> yaml(String file) throws IOException {
        try (InputStream in = Files.newInputStream(DIRECTORY.resolve(file))) {
            return new Yaml().load(in);
        }
    }

    /** A file of {@code key=value}. */
    static Map<String, String> properties(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(DIRECTORY.resolve(file))) {
            properties.load(in);
        }
        Map<String, String> result = new TreeMap<>();
        properties.forEach((key, value) -> result.put(key.toString(), value.toString()));
        return result;
    }

    static String text(String file) throws IOException {
        return Files.readString(DIRECTORY.resolve(file));
    }

    /** What the first group of a pattern matches, at each place where it is found. */
    static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** A node of a YAML file that has nodes below it. */
    @SuppressWarnings("unchecked")
    static <T> Map<String, T> map(Object node) {
        return (Map<String, T>) node;
    }

    /** A script of the images, under bash. */
    static Run run(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                "bash", DIRECTORY.resolve("bin").resolve(script).toString());
        command.command().addAll(List.of(arguments));
        command.environment().putAll(environment);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    record Run(int exitCode, String output) {}
}
