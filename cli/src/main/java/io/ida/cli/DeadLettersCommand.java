package io.ida.cli;

import io.ida.streams.runtime.DeadLetter;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the stages gave up on. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Shows the records that a stage gave up on, and why, and sends them back.")
final class DeadLettersCommand implements Runnable {
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    DeadLettersCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list or redrive?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists all dead letters: where they came from and what is wrong with them.")
    int list() {
        try (Connection connection = Connection.open(cluster, spec);
                LetterBox box = new LetterBox(new Clients(connection.properties()))) {
            Listing listing = new Listing(
                    cluster, spec, "partition", "offset", "time", "stage", "origin", "key", "redriven", "reason");
            box.forEach(letter -> listing.row(
                    letter.letter().partition(),
                    letter.letter().offset(),
                    Instant.ofEpochMilli(letter.letter().timestamp()).toString(),
                    letter.header(DeadLetter.STAGE).orElse(null),
                    letter.origin(),
                    letter.key(),
                    box.isRedriven(letter) ? "yes" : "no",
                    letter.header(DeadLetter.REASON).orElse(null)));
            listing.print();
            return Ida.OK;
        }
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = "Sends dead letters back to the topics they came from, as they were. Each is sent once: a"
                    + " second redrive sends only what has come since. Exit code 1 if one cannot be sent back.")
    int redrive(
            @Option(names = "--partition", paramLabel = "P", description = "Only this partition of the dead letters.")
                    Integer partition,
            @Option(names = "--offset", paramLabel = "O", description = "Only the letter at this offset.")
                    Long offset) {
        if (offset != null && partition == null) {
            throw new ParameterException(spec.commandLine(), "--offset needs --partition.");
        }
        try (Connection connection = Connection.open(cluster, spec);
                Redrive redrive = new Redrive(
                        new Clients(connection.properties()), spec.commandLine().getErr()::println)) {
            if (offset != null) {
                redrive.one(partition, offset);
            } else if (partition != null) {
                redrive.partition(partition);
            } else {
                redrive.all();
            }
            Listing listing = new Listing(cluster, spec, "redriven", "left");
            listing.row(redrive.sent(), redrive.left());
            listing.print();
            return redrive.left() == 0 ? Ida.OK : Ida.FAILED;
        }
    }
}
