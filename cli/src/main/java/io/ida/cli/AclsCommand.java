package io.ida.cli;

import io.ida.configuration.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.resource.PatternType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What each process must be allowed to do on a cluster that asks. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = "Shows and grants what each process must be allowed to do on a cluster with an authorizer. Roles:"
                + " the stages, training, run (amplify, evaluate), user (asks and reads), operator (topics, models, resets,"
                + " dead letters), scaler (looks at lag, such as KEDA).")
final class AclsCommand implements Runnable {
    /** What a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/=+-]+");

    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    AclsCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, print or apply?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists what must be allowed, with the names that --property topic.prefix and application.id"
                    + " lead to. Needs no cluster.")
    int list(@Parameters(arity = "0..1", paramLabel = "ROLE", description = "Only this role.") String role) {
        Listing listing = new Listing(cluster, spec, "role", "operation", "resource", "name", "pattern", "why");
        roles(role)
                .forEach((name, permissions) -> permissions.forEach(permission -> listing.row(
                        name,
                        permission.operation().name(),
                        lower(permission.resource().resourceType().name()),
                        permission.resource().name(),
                        lower(permission.resource().patternType().name()),
                        permission.why())));
        listing.print();
        return Ida.OK;
    }

    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Prints the commands of Kafka's kafka-acls.sh that grant a role to a principal.")
    int print(
            @Parameters(paramLabel = "ROLE", description = "Which role.") String role,
            @Option(names = "--principal", required = true, paramLabel = "User:NAME", description = "Who gets it.")
                    String principal) {
        String server = cluster.properties(spec).getOrDefault("bootstrap.servers", "HOST:9092");
        permissions(role)
                .forEach(permission -> spec.commandLine()
                        .getOut()
                        .println("kafka-acls.sh --bootstrap-server " + quoted(server) + " --add --allow-principal "
                                + quoted(principal)
                                + " --operation " + camel(permission.operation().name()) + " --"
                                + lower(permission.resource().resourceType().name())
                                        .replace('_', '-') + " "
                                + quoted(permission.resource().name())
                                + (permission.resource().patternType() == PatternType.PREFIXED
                                        ? " --resource-pattern-type prefixed"
                                        : "")));
        spec.commandLine().getOut().flush();
        return Ida.OK;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Grants a role to a principal. Needs --bootstrap-server and a user who may alter ACLs.")
    int apply(
            @Parameters(paramLabel = "ROLE", description = "Which role.") String role,
            @Option(names = "--principal", required = true, paramLabel = "User:NAME", description = "Who gets it.")
                    String principal)
            throws InterruptedException {
        List<Permission> permissions = permissions(role);
        try (Admin admin = new Clients(cluster.brokers(spec).values()).admin()) {
            admin.createAcls(permissions.stream()
                            .map(permission -> permission.grantedTo(principal))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException known ? known : new KafkaException(refused.getCause());
        }
        Listing listing = new Listing(cluster, spec, "principal", "role", "granted");
        listing.row(principal, role, permissions.size());
        listing.print();
        return Ida.OK;
    }

    private Map<String, List<Permission>> roles(String role) {
        return role == null ? all() : Map.of(role, permissions(role));
    }

    private List<Permission> permissions(String role) {
        Map<String, List<Permission>> all = all();
        if (!all.containsKey(role)) {
            throw new ParameterException(
                    spec.commandLine(), "Unknown role '" + role + "'. Roles: " + String.join(", ", all.keySet()) + ".");
        }
        return all.get(role);
    }

    private Map<String, List<Permission>> all() {
        return AccessTable.of(cluster.properties(spec));
    }

    /** A word of a shell's command. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** As kafka-acls.sh writes operations: {@code DescribeConfigs}. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(word.charAt(0)).append(lower(word.substring(1)));
        }
        return camel.toString();
    }
}
