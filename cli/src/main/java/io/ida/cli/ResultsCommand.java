package io.ida.cli;

import io.ida.schemas.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Follows the results. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = "Prints answers to root questions as they come, one JSON object a line, until Ctrl-C.")
final class ResultsCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Mixin
    private FollowOptions following;

    @Spec
    private CommandSpec spec;

    ResultsCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        return following.follow(cluster, spec, Topics::results);
    }
}
