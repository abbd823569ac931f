package io.ida.cli;

import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageMain;
import io.ida.streams.synthesize.SynthesizeApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    private static final List<Stage> STAGES =
            List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);

    private final ClusterOptions cluster;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            completionCandidates = StageNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "A property of the stage, of Kafka Streams or of its clients; repeatable. Wins over"
                    + " --command-config.")
    private Map<String, String> properties = new HashMap<>();

    @Spec
    private CommandSpec spec;

    StageCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() {
        Stage stage = stage(name, spec);
        Map<String, String> all = properties(properties, spec);
        LogSettings.takeOver();
        return StageMain.run(stage, all);
    }

    /**
     * The stage with a name.
     *
     * @throws ParameterException if there is none
     */
    static Stage stage(String name, CommandSpec command) {
        String known = STAGES.stream().map(Stage::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw new ParameterException(command.commandLine(), "Missing NAME of a stage. Stages: " + known + ".");
        }
        return STAGES.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "Unknown stage '" + name + "'. Stages: " + known + "."));
    }

    /** The properties of a stage: those of the cluster, and others that win. */
    Map<String, String> properties(Map<String, String> others, CommandSpec command) {
        Map<String, String> all = new HashMap<>(cluster.remote(command));
        all.putAll(others);
        return all;
    }

    ClusterOptions cluster() {
        return cluster;
    }

    /** The stages' names, for help and completion. */
    static final class StageNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        StageNames() {
            super(STAGES.stream().map(Stage::name).toList());
        }
    }
}
