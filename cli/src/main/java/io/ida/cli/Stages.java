package io.ida.cli;

import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.synthesize.SynthesizeApp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The stages that commands know by name. */
final class Stages {
    /** Every stage, in the order of the flow. */
    static final List<Stage> ALL = List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);

    private Stages() {}

    /**
     * The stage of a name.
     *
     * @param name null if none was given
     * @throws ParameterException if there is none
     */
    static Stage named(String name, CommandSpec command) {
        String known = ALL.stream().map(Stage::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw new ParameterException(command.commandLine(), "Missing NAME of a stage. Stages: " + known + ".");
        }
        return ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "Unknown stage '" + name + "'. Stages: " + known + "."));
    }

    /** The stages' names, for help and completion. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(ALL.stream().map(Stage::name).toList());
        }
    }
}
