package io.ida.cli;

import io.ida.streams.runtime.StageMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one stage. */
@Command(
        name = "stage",
        mixinStandardHelpOptions = true,
        subcommands = StageResetCommand.class,
        description = "Runs one stage of the pipeline against a cluster until Ctrl-C. Needs --bootstrap-server and"
                + " --schema-registry. Start it as often as you need instances.")
final class StageCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            completionCandidates = Stages.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Spec
    private CommandSpec spec;

    StageCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        LogSettings.takeOver();
        return StageMain.run(Stages.named(name, spec), cluster.remote(spec));
    }

    ClusterOptions cluster() {
        return cluster;
    }
}
