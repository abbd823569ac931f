package io.ida.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that every command has: which cluster, and how to write results. */
final class ClusterOptions {
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
            description = "Properties of the process and its clients, such as addresses, security settings and"
                    + " topic.prefix. Variables KAFKA_... and IDA_... win over it.")
    private Path commandConfig;

    @Option(
            names = "--property",
            scope = INHERIT,
            paramLabel = "KEY=VALUE",
            description = "One more property; repeatable. Wins over --command-config and the environment.")
    private Map<String, String> properties = new HashMap<>();

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
                    + " script; an embedded broker that amplify starts has a directory that is removed at the end).")
    private Path data;

    @Option(
            names = "--output",
            scope = INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Format of results: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    private final Map<String, String> environment;

    /** @param environment the variables of the process */
    ClusterOptions(Map<String, String> environment) {
        this.environment = environment;
    }

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
     * All that was given, by file, environment and flags.
     *
     * @throws ParameterException if it cannot be read, or has a key that no process knows
     */
    GivenSettings given(CommandSpec command) {
        Map<String, String> flags = new HashMap<>(properties);
        if (bootstrapServer != null) {
            flags.put(ClusterKeys.BOOTSTRAP_SERVERS, bootstrapServer);
        }
        if (schemaRegistry != null) {
            flags.put(ClusterKeys.SCHEMA_REGISTRY_URL, schemaRegistry);
        }
        try {
            return AllKeys.KNOWN.check(GivenSettings.read(Optional.ofNullable(commandConfig), environment, flags));
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--command-config " + commandConfig + " cannot be read: " + Reasons.of(e));
        } catch (ConfigException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage());
        }
    }

    /**
     * The properties that were given, which may lack the addresses.
     *
     * @throws ParameterException if they cannot be read
     */
    Map<String, String> properties(CommandSpec command) {
        try {
            return given(command).values();
        } catch (ConfigException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage());
        }
    }

    /**
     * The settings of a process on a cluster that the user names.
     *
     * @throws ParameterException if an address is missing
     */
    GivenSettings remote(CommandSpec command) {
        GivenSettings given = brokers(command);
        require(command, given, ClusterKeys.SCHEMA_REGISTRY_URL, "--schema-registry");
        return given;
    }

    /**
     * The settings of a process that needs no registry.
     *
     * @throws ParameterException if the address of the brokers is missing
     */
    GivenSettings brokers(CommandSpec command) {
        GivenSettings given = given(command);
        require(command, given, ClusterKeys.BOOTSTRAP_SERVERS, "--bootstrap-server");
        return given;
    }

    private static void require(CommandSpec command, GivenSettings given, String key, String option) {
        if (given.of(key).isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing " + option + " (or " + key
                            + " in the file of --command-config or in the environment) for '" + command.qualifiedName()
                            + "'.");
        }
    }
}
