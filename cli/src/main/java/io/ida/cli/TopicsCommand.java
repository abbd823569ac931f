package io.ida.cli;

import io.ida.schemas.SchemaRegistration;
import io.ida.schemas.Topic;
import io.ida.schemas.TopicChange;
import io.ida.schemas.TopicFinding;
import io.ida.schemas.TopicPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The catalogue of topics against a cluster. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Compares the catalogue of topics with a cluster, or brings the cluster up to it.")
final class TopicsCommand implements Runnable {
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    TopicsCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: plan, apply or describe?");
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Says what is missing or different. Exit code 1 if anything is.")
    int plan() {
        try (Connection connection = Connection.require(cluster, spec)) {
            Clients clients = new Clients(connection.properties());
            try (Admin admin = clients.admin()) {
                TopicPlan plan = TopicPlan.of(clients.topics(), admin);
                Listing listing = new Listing(cluster, spec, "topic", "finding");
                for (TopicFinding finding : plan.findings()) {
                    listing.row(finding.topic(), finding.inWords());
                }
                listing.print();
                return plan.matches() ? Ida.OK : Ida.FAILED;
            }
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Creates missing topics, aligns their settings and registers all schemas. May be repeated.")
    int apply(
            @Option(
                            names = "--replication-factor",
                            defaultValue = "-1",
                            paramLabel = "N",
                            description = "Replicas of new topics (default: the broker's default).")
                    short replicationFactor) {
        try (Connection connection = Connection.require(cluster, spec)) {
            Clients clients = new Clients(connection.properties());
            try (Admin admin = clients.admin()) {
                List<TopicChange> changes =
                        TopicPlan.of(clients.topics(), admin).apply(admin, replicationFactor);
                Listing listing = new Listing(cluster, spec, "subject", "done", "change");
                changes.forEach(
                        change -> listing.row(change.topic(), change.done() ? "yes" : "no", change.description()));
                SchemaRegistration.of(clients.topics())
                        .apply(clients.serdes().client())
                        .forEach(schema -> listing.row(
                                schema.subject(), "yes", "schema " + schema.event() + " has id " + schema.id()));
                listing.print();
                return changes.stream().allMatch(TopicChange::done) ? Ida.OK : Ida.FAILED;
            }
        }
    }

    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = "Lists the catalogue, and how the cluster compares.")
    int describe() {
        try (Connection connection = Connection.require(cluster, spec)) {
            Clients clients = new Clients(connection.properties());
            try (Admin admin = clients.admin()) {
                List<TopicFinding> findings =
                        TopicPlan.of(clients.topics(), admin).findings();
                Listing listing =
                        new Listing(cluster, spec, "topic", "event", "key", "partitions", "settings", "cluster");
                for (Topic<?> topic : clients.topics().events()) {
                    listing.row(
                            topic.name(),
                            topic.valueType().getSimpleName(),
                            topic.key(),
                            topic.partitions(),
                            settings(topic.config()),
                            inWords(topic.name(), findings));
                }
                String letters = clients.topics().deadLetters();
                listing.row(
                        letters,
                        "original bytes",
                        "original key",
                        null,
                        settings(clients.topics().deadLettersConfig()),
                        inWords(letters, findings));
                listing.print();
                return Ida.OK;
            }
        }
    }

    private static String settings(Map<String, String> config) {
        return new TreeMap<>(config).entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String inWords(String topic, List<TopicFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.topic().equals(topic))
                .map(TopicFinding::inWords)
                .collect(Collectors.joining("; "));
    }
}
