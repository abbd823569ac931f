package io.ida.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenSettingsTest {
    @TempDir
    Path directory;

    @Test
    void flagsWinOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("p"), "one=file\ntwo=file\nthree=file\n");

        GivenSettings given = GivenSettings.read(
                Optional.of(file),
                Map.of("IDA_TWO", "environment", "IDA_THREE", "environment"),
                Map.of("three", "flag"));

        assertThat(given.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("one", "file", "two", "environment", "three", "flag"));
        assertThat(given.all().stream().map(Setting::source))
                .containsExactly("file " + file, "flag", "environment IDA_TWO");
    }

    @Test
    void theNameOfAVariableIsItsKeyInCapitals() throws IOException {
        assertThat(environment(Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "SSL",
                                "IDA_DECOMPOSE_MAX_DEPTH", "3",
                                "KAFKA_WITH__UNDERSCORE_AND___HYPHEN", "x",
                                "PATH", "/bin",
                                "KAFKA_EMPTY", ""))
                        .values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "security.protocol", "SSL",
                        "decompose.max.depth", "3",
                        "with_underscore.and-hyphen", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "substitutes.env"})
    void theVariablesOfTheComposeFileAreNoSettings(String file) throws IOException {
        Map<String, String> variables;
        try (Stream<String> lines = Files.lines(Path.of("..", "docker", file))) {
            variables = lines.filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
        }

        assertThat(variables).containsKeys("KAFKA_IMAGE", "IDA_VERSION");
        assertThat(environment(variables).all()).isEmpty();
    }

    @Test
    void aProcessCanBeStartedWithoutTheSettingsOfVariables() {
        Map<String, String> variables =
                new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "real:9092", "IDA_LOG_LEVEL", "INFO", "PATH", "/bin"));

        GivenSettings.removeFrom(variables);

        assertThat(variables).containsOnlyKeys("IDA_LOG_LEVEL", "PATH");
    }

    @Test
    void variablesOfOthersAreNoSettings() throws IOException {
        assertThat(environment(Map.of(
                                "KAFKA_HEAP_OPTS", "-Xmx1g",
                                "KAFKA_DEBUG", "y",
                                "KAFKA_LOG4J_CMD_OPTS", "-Dlog4j2.configurationFile=f",
                                "IDA_PART", "assist",
                                "KAFKA_SERVICE_HOST", "10.0.0.1",
                                "IDA_REGISTRY_SERVICE_PORT_HTTP", "8080",
                                "KAFKA_PORT", "tcp://10.0.0.1:9092",
                                "KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1"))
                        .all())
                .isEmpty();
        assertThat(environment(Map.of("IDA_MONITORING_PORT", "9404")).values())
                .containsEntry("monitoring.port", "9404");
    }

    @Test
    void oneKeyByTwoVariablesIsAnError() {
        assertThatThrownBy(() -> environment(Map.of("KAFKA_TOPIC_PREFIX", "a.", "IDA_TOPIC_PREFIX", "b.")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("KAFKA_TOPIC_PREFIX", "IDA_TOPIC_PREFIX", "topic.prefix");
    }

    @Test
    void aReferenceIsResolvedForEverybodyAndShownAsItIs() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets"), "token=abc\n");
        String reference = "${file:" + secrets + ":token}";

        GivenSettings given = GivenSettings.of(Map.of(
                "config.providers", "file",
                "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider",
                "bearer.auth.token", reference));

        assertThat(given.values()).isEqualTo(Map.of("bearer.auth.token", "abc"));
        assertThat(given.of("bearer.auth.token").map(Setting::shown)).contains(reference);
    }

    private static GivenSettings environment(Map<String, String> variables) throws IOException {
        return GivenSettings.read(Optional.empty(), variables, Map.of());
    }
}
