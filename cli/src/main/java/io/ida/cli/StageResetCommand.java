package io.ida.cli;

import io.ida.configuration.GivenSettings;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.runtime.StageReset;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes a stage back to where it has read nothing and knows nothing. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Says what a reset of a stage changes, and with --execute does it: moves the stage in the topics"
                + " that it reads, and deletes its changelogs and its state on this machine. What it has written stays."
                + " Refuses while an instance runs. Open trees lose their way: let the pipeline run empty first, see"
                + " docs/upgrades.md.")
final class StageResetCommand implements Callable<Integer> {
    @ParentCommand
    private StageCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Stages.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--execute", description = "Do it; without this nothing is changed.")
    private boolean execute;

    /** Where the stage reads on. */
    private static final class Where {
        @Option(
                names = "--to-latest",
                required = true,
                description = "Go on with what comes from now on: what the stage has not read is never processed.")
        private boolean latest;

        @Option(
                names = "--to-earliest",
                required = true,
                description =
                        "Begin with the oldest record that is there: everything is processed, and written, again.")
        private boolean earliest;

        StageReset.Position position() {
            return latest ? StageReset.Position.LATEST : StageReset.Position.EARLIEST;
        }
    }

    @Override
    public Integer call() {
        Stage stage = Stages.named(name, spec);
        GivenSettings settings = parent.cluster().remote(spec);
        StageConfig config = StageConfig.of(stage, settings);
        try (Admin admin = new Clients(settings.values()).admin()) {
            StageReset reset = new StageReset(stage, config, admin, where.position());
            Listing listing = new Listing(parent.cluster(), spec, "subject", execute ? "done" : "would be done");
            reset.changes().forEach(change -> listing.row(change.subject(), change.description()));
            if (execute) {
                reset.apply();
            }
            listing.print();
            return Ida.OK;
        }
    }
}
