package io.ida.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import io.ida.training.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that every command has: which cluster, and how to write results. */
final class ClusterOptions {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String REGISTRY_URL = "schema.registry.url";

    /** Set by the script {@code ida} to a directory beside it. */
    private static final String DEFAULT_DATA = "ida.data";

    @Option(
            names = "--bootstrap-server",
            scope = INHERIT,
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster to connect to. Without it: a running './ida up', else an embedded one.")
    private String bootstrapServer;

    @Option(
            names = "--command-config",
            scope = INHERIT,
            paramLabel = "FILE",
            description = "Properties for Kafka and registry clients, such as security settings and topic.prefix.")
    private Path commandConfig;

    @Option(
            names = "--schema-registry",
            scope = INHERIT,
            paramLabel = "URL",
            description = "The schema registry that belongs to the cluster.")
    private String schemaRegistry;

    @Option(
            names = "--data",
            scope = INHERIT,
            paramLabel = "DIR",
            description = "Where the embedded broker, registry and models keep their data (default: .ida beside the"
                    + " script; for amplify a directory that is removed at the end).")
    private Path data;

    @Option(
            names = "--output",
            scope = INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Format of results: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    boolean isJson() {
        return output == OutputFormat.json;
    }

    /** Whether a data directory was asked for. */
    boolean namesData() {
        return data != null;
    }

    Path data() {
        return data != null ? data : Path.of(System.getProperty(DEFAULT_DATA, ".ida"));
    }

    /**
     * The client properties that were given, which may lack the addresses.
     *
     * @throws ParameterException if they cannot be read
     */
    Map<String, String> properties(CommandSpec command) {
        Map<String, String> properties = new HashMap<>();
        if (commandConfig != null) {
            try {
                properties.putAll(Settings.file(commandConfig));
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(
                        command.commandLine(), "--command-config " + commandConfig + " cannot be read: " + e);
            }
        }
        if (bootstrapServer != null) {
            properties.put(BOOTSTRAP_SERVERS, bootstrapServer);
        }
        if (schemaRegistry != null) {
            properties.put(REGISTRY_URL, schemaRegistry);
        }
        return properties;
    }

    /**
     * The properties of clients of a cluster that the user names.
     *
     * @throws ParameterException if an address is missing
     */
    Map<String, String> remote(CommandSpec command) {
        Map<String, String> properties = properties(command);
        require(command, properties, BOOTSTRAP_SERVERS, "--bootstrap-server");
        require(command, properties, REGISTRY_URL, "--schema-registry");
        return properties;
    }

    private static void require(CommandSpec command, Map<String, String> properties, String key, String option) {
        if (!properties.containsKey(key)) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing " + option + " (or " + key + " in the file of --command-config) for '"
                            + command.qualifiedName() + "'.");
        }
    }
}
