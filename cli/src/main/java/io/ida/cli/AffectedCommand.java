package io.ida.cli;

import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.training.AffectedVersions;
import io.ida.training.Cluster;
import io.ida.training.CompactedTopic;
import io.ida.training.Withdrawals;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what was trained on withdrawn traces. */
@Command(
        name = "affected",
        mixinStandardHelpOptions = true,
        description =
                "Lists every model version that was trained on rows that were withdrawn afterwards, itself or through"
                        + " a version that it went on from. Reads all rows.")
final class AffectedCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    AffectedCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Connection connection = Connection.require(cluster, spec)) {
            Cluster clients = new Clients(connection.properties()).cluster();
            Withdrawals withdrawals = Withdrawals.read(clients);
            Listing listing = new Listing(cluster, spec, "model", "version", "status", "withdrawn", "through");
            for (AffectedVersions.Affected affected :
                    affected(clients, withdrawals).list()) {
                ModelVersion version = affected.version();
                listing.row(
                        version.getName(),
                        version.getVersion(),
                        version.getStatus().name(),
                        affected.traces(),
                        affected.through().orElse(null));
            }
            listing.print();
        }
        return Ida.OK;
    }

    private AffectedVersions affected(Cluster clients, Withdrawals withdrawals) throws InterruptedException {
        try (ModelBook book = new ModelBook(clients, this::complain);
                CompactedTopic<Training> requests =
                        new CompactedTopic<>(clients, clients.topics().trainings(), key -> true)) {
            requests.catchUp();
            List<ModelVersion> versions = book.read().values().stream()
                    .flatMap(history -> history.versions().stream())
                    .toList();
            AffectedVersions affected = new AffectedVersions(versions, requests::find, withdrawals);
            if (!withdrawals.isEmpty() && !versions.isEmpty()) {
                readAll(clients, withdrawals, affected);
            }
            return affected;
        }
    }

    private void readAll(Cluster clients, Withdrawals withdrawals, AffectedVersions affected) {
        WholeTopic.read(clients, clients.topics().traces(), this::complain, (partition, offset, trace) -> {
            if (withdrawals.contain(trace)) {
                affected.see(partition, offset, trace);
            }
        });
    }

    private void complain(String message) {
        spec.commandLine().getErr().println(message);
    }
}
