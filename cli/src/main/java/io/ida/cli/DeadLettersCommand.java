package io.ida.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.streams.runtime.DeadLetter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        throw new ParameterException(spec.commandLine(), "Missing command: list, show or redrive?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists dead letters: where they came from and what is wrong with them.")
    int list(@Mixin LetterFilter wanted) {
        try (Connection connection = Connection.open(cluster, spec);
                LetterBox box = new LetterBox(new Clients(connection.properties()), this::complain)) {
            Listing listing = new Listing(
                    cluster, spec, "partition", "offset", "time", "stage", "origin", "key", "redriven", "reason");
            box.forEach(letter -> {
                if (wanted.test(letter)) {
                    listing.row(
                            letter.letter().partition(),
                            letter.letter().offset(),
                            Instant.ofEpochMilli(letter.letter().timestamp()).toString(),
                            letter.header(DeadLetter.STAGE).orElse(null),
                            letter.origin(),
                            letter.key(),
                            box.isRedriven(letter) ? "yes" : "no",
                            letter.header(DeadLetter.REASON).orElse(null));
                }
            });
            listing.print();
            return Ida.OK;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one dead letter with its headers, and the event in it as JSON if it can be read.")
    int show(
            @Option(names = "--partition", required = true, paramLabel = "P", description = "Its partition.")
                    int partition,
            @Option(names = "--offset", required = true, paramLabel = "O", description = "Its offset.") long offset) {
        try (Connection connection = Connection.open(cluster, spec)) {
            Clients clients = new Clients(connection.properties());
            LetterView view = new LetterView(clients);
            List<ObjectNode> found = new ArrayList<>();
            try (LetterBox box = new LetterBox(clients, this::complain)) {
                box.read(partition, offset, offset + 1, letter -> found.add(view.of(letter, box.isRedriven(letter))));
            }
            if (found.isEmpty()) {
                spec.commandLine().getErr().println(partition + "@" + offset + " is no dead letter.");
                return Ida.FAILED;
            }
            print(found.get(0));
            return Ida.OK;
        }
    }

    private void complain(String complaint) {
        spec.commandLine().getErr().println(complaint);
    }

    private void print(ObjectNode letter) {
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.isJson()) {
            out.println(EventJson.line(letter));
        } else {
            letter.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> out.println(field.getKey() + ": "
                            + (field.getValue().isTextual()
                                    ? field.getValue().asText()
                                    : field.getValue().toPrettyString())));
        }
        out.flush();
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description =
                    "Sends dead letters back to the topics they came from, as they were: one, some or all. Each is"
                            + " sent once: a second redrive sends only what has come since. Exit code 1 if one cannot be sent"
                            + " back.")
    int redrive(
            @Option(names = "--partition", paramLabel = "P", description = "Only this partition of the dead letters.")
                    Integer partition,
            @Option(
                            names = "--offset",
                            paramLabel = "O",
                            description =
                                    "Only the letter at this offset, whatever it is: excludes --stage, --topic, --key and --reason.")
                    Long offset,
            @Mixin LetterFilter wanted) {
        if (offset != null && partition == null) {
            throw new ParameterException(spec.commandLine(), "--offset needs --partition.");
        }
        if (offset != null && wanted.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--offset names one letter: leave --stage, --topic, --key and --reason out.");
        }
        try (Connection connection = Connection.open(cluster, spec);
                Redrive redrive = new Redrive(new Clients(connection.properties()), wanted, this::complain)) {
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
