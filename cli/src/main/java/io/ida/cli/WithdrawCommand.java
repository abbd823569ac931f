package io.ida.cli;

import io.ida.events.Withdrawal;
import io.ida.training.Cluster;
import io.ida.training.Withdrawals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes traces back. */
@Command(
        name = "withdraw",
        description =
                "Takes training rows back: trainings and exports that begin afterwards leave out the rows that meet"
                        + " all conditions given, be they there already or come later. Nothing is looked up: a condition that"
                        + " no row meets is on record, too. Files and versions that were made before stay as they are;"
                        + " affected lists those versions.")
final class WithdrawCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Option(names = "--root", paramLabel = "ID", description = "Rows of this question tree.")
    private String root;

    @Option(names = "--node", paramLabel = "ID", description = "The row of this question.")
    private String node;

    @Option(names = "--model", paramLabel = "NAME", description = "Rows with an answer of this assistant behind them.")
    private String model;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Rows with an answer of this version of the assistant behind them; of every assistant without"
                    + " --model.")
    private Integer version;

    @Option(
            names = "--supervisor",
            paramLabel = "NAME[@V]",
            description = "Rows of questions that chose this supervisor, or that it answered: in any version, or in"
                    + " version V. As rows name it, like scripted, learned:h@3 or learned:h@3?error=0.1.")
    private String supervisor;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private String reason = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    WithdrawCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        Withdrawal withdrawal = new Withdrawal(
                UUID.randomUUID().toString(),
                root,
                node,
                model,
                version,
                supervisor,
                reason,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (!Withdrawals.hasCondition(withdrawal)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Which rows? Give at least one of --root, --node, --model, --version and --supervisor.");
        }
        try (Connection connection = Connection.require(cluster, spec)) {
            Cluster clients = new Clients(connection.properties()).cluster();
            try (Producer<byte[], byte[]> producer = clients.producer()) {
                long offset = producer.send(
                                clients.record(clients.topics().withdrawals(), withdrawal.getId(), withdrawal))
                        .get()
                        .offset();
                Listing listing = new Listing(cluster, spec, "withdrawal", "offset");
                listing.row(withdrawal.getId(), offset);
                listing.print();
                spec.commandLine()
                        .getErr()
                        .println("On record. No row was looked up; './ida traces affected' counts those that versions"
                                + " have learned from.");
            }
        }
        return Ida.OK;
    }
}
