package io.ida.cli;

import io.ida.schemas.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows the traces. */
@Command(
        name = "traces",
        mixinStandardHelpOptions = true,
        description = "Prints training rows as they come, one JSON object a line, until Ctrl-C. export writes them to"
                + " files, withdraw takes some back, affected lists the model versions that were trained on those, and errors"
                + " estimates how often assistants are wrong.")
final class TracesCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Mixin
    private FollowOptions following;

    @Option(names = "--rejected", description = "Rows that are not fit for training instead, with what is wrong.")
    private boolean rejected;

    @Spec
    private CommandSpec spec;

    TracesCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        return following.follow(cluster, spec, rejected ? Topics::rejectedTraces : Topics::traces);
    }
}
