package io.ida.cli;

import io.ida.dataset.AssistantErrors;
import io.ida.dataset.ErrorEstimate;
import io.ida.events.Trace;
import io.ida.training.Cluster;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says how often assistants are wrong. */
@Command(
        name = "errors",
        mixinStandardHelpOptions = true,
        description = "Estimates how often each version of an assistant is wrong at each depth, with a 95%% confidence"
                + " interval, from the answers that spot checks amplified once more. Counts each question in a"
                + " context once, however often it was checked. Reads all rows, rejected ones, too.")
final class ErrorsCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    ErrorsCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        AssistantErrors errors = new AssistantErrors();
        DistinctChecks distinct = new DistinctChecks(DistinctChecks.REMEMBERED);
        WholeTopic.Visitor<Trace> visitor = (part, offset, row) -> errors.see(distinct.firstOf(row));
        try (Connection connection = Connection.require(cluster, spec)) {
            Cluster clients = new Clients(connection.properties()).cluster();
            Complaints complaints = spec.commandLine().getErr()::println;
            WholeTopic.read(clients, clients.topics().traces(), complaints, visitor);
            WholeTopic.read(clients, clients.topics().rejectedTraces(), complaints, visitor);
        }
        Listing listing = new Listing(
                cluster, spec, "assistant", "version", "depth", "right", "wrong", "unknown", "error", "from", "to");
        for (ErrorEstimate estimate : errors.estimates()) {
            listing.row(
                    estimate.assistant(),
                    estimate.version(),
                    estimate.depth(),
                    estimate.right(),
                    estimate.wrong(),
                    estimate.unknown(),
                    Double.isNaN(estimate.rate()) ? null : shown(estimate.rate()),
                    shown(estimate.low()),
                    shown(estimate.high()));
        }
        listing.print();
        return Ida.OK;
    }

    /** To three digits in a table. */
    private Object shown(double share) {
        return cluster.isJson() ? (Object) share : String.format(Locale.ROOT, "%.3f", share);
    }
}
