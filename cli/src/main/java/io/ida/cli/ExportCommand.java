package io.ida.cli;

import io.ida.dataset.ExportException;
import io.ida.dataset.ExportFormat;
import io.ida.dataset.ExportPlan;
import io.ida.dataset.ExportSummary;
import io.ida.dataset.Exporter;
import io.ida.events.Split;
import io.ida.training.Cluster;
import io.ida.training.Withdrawals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes traces to files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes training rows to files, in the shapes that training tools read.",
            "Without offsets, all rows that there are now. An export that was stopped goes on when the same command is"
                    + " given again; the files depend on the rows and these options alone."
        })
final class ExportCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = ExportFormats.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write: an empty directory, or one with the same export begun.")
    private Path directory;

    @Option(names = "--split", paramLabel = "SPLIT", description = "Only rows of ${COMPLETION-CANDIDATES}.")
    private Split split;

    @Option(
            names = "--from",
            paramLabel = "PARTITION=OFFSET",
            split = ",",
            description =
                    "Where to begin in partitions (default: as the export was begun; a new one at the oldest row).")
    private Map<Integer, Long> from = new TreeMap<>();

    @Option(
            names = "--to",
            paramLabel = "PARTITION=OFFSET",
            split = ",",
            description = "Where to end, excluded (default: as the export was begun; a new one after the newest row).")
    private Map<Integer, Long> to = new TreeMap<>();

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--shard-rows",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "A file is complete with so many samples (default: ${DEFAULT-VALUE}). One of format mds has at most"
                            + " 100000.")
    private int shardRows;

    @Option(
            names = "--shard-bytes",
            paramLabel = "BYTES",
            defaultValue = "67108864",
            description = "A file is complete when its rows have so many bytes in the topic (default:"
                    + " ${DEFAULT-VALUE}).")
    private long shardBytes;

    @Spec
    private CommandSpec spec;

    ExportCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        requireUsage(
                ExportFormat.of(format).isPresent(),
                "Unknown format '" + format + "'. Formats: " + String.join(", ", ExportFormat.names()) + ".");
        requireUsage(!follow || to.isEmpty(), "--follow has no end: give --to or --follow, not both.");
        OutputDirectory.require("--out", directory, spec);
        requireUsage(shardRows > 0 && shardBytes > 0, "--shard-rows and --shard-bytes are at least 1.");
        try (Connection connection = Connection.require(cluster, spec)) {
            Cluster clients = new Clients(connection.properties()).cluster();
            try (Consumer<byte[], byte[]> consumer = clients.reader()) {
                ExportPlan plan = plan(clients, consumer);
                Withdrawals withdrawals = Withdrawals.read(clients, plan.withdrawals());
                Exporter exporter = new Exporter(
                        plan,
                        withdrawals::contain,
                        clients.serdes().of(clients.topics().traces()).deserializer(),
                        new Report());
                try (WithdrawalWatch watch = WithdrawalWatch.begin(clients, plan.withdrawals(), this::say)) {
                    report(run(exporter, consumer));
                }
            }
        } catch (ExportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return Ida.OK;
    }

    /** Ends between two rows when the process is asked to stop, so that the page about the files is written. */
    private ExportSummary run(Exporter exporter, Consumer<byte[], byte[]> consumer) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        try (ExitHook hook = ExitHook.of(() -> {
            stopped.set(true);
            await(done);
        })) {
            try {
                ExportSummary summary = exporter.run(directory, consumer, stopped::get);
                if (!follow && !summary.complete()) {
                    say("Stopped before the end: the same command goes on. Until then " + directory
                            + " holds a part, and its README.md says so.");
                }
                return summary;
            } finally {
                done.countDown();
            }
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireUsage(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** The plan of what the options ask for; what they leave open is as it was when the export was begun. */
    private ExportPlan plan(Cluster clients, Consumer<byte[], byte[]> consumer)
            throws InterruptedException, IOException {
        String topic = clients.topics().traces().name();
        TopicOffsets now = TopicOffsets.now(consumer, topic);
        Optional<ExportPlan> begun = Exporter.begun(directory);
        TopicOffsets range = begun.map(plan -> now.of(plan.from().keySet())).orElse(now);
        String only = begun.isPresent() ? "the export that was begun here has only " : "there are only ";
        requirePartitions("--from", from, range, only);
        requirePartitions("--to", to, range, only);
        ExportPlan plan = new ExportPlan(
                topic,
                clients.topicId(topic),
                format,
                split == null ? null : split.name(),
                shardRows,
                shardBytes,
                begun.map(ExportPlan::withdrawals)
                        .orElseGet(() -> Withdrawals.read(clients).count()),
                range.from(from, begun.map(ExportPlan::from)),
                follow ? new TreeMap<>() : range.to(to, begun.map(ExportPlan::to)));
        if (begun.isPresent() && begun.get().equals(plan)) {
            sayWhatIsLeft(plan, now);
        }
        return plan;
    }

    private void requirePartitions(String option, Map<Integer, Long> named, TopicOffsets range, String only) {
        for (Integer partition : named.keySet()) {
            requireUsage(
                    range.ends().containsKey(partition),
                    option + " names partition " + partition + ", but " + only
                            + range.ends().keySet() + ".");
        }
    }

    private void sayWhatIsLeft(ExportPlan begun, TopicOffsets now) {
        if (follow) {
            Set<Integer> added = new TreeSet<>(now.ends().keySet());
            added.removeAll(begun.from().keySet());
            if (!added.isEmpty()) {
                say("Goes on with the export that was begun here, in the partitions "
                        + begun.from().keySet() + ". The topic has " + added
                        + " more by now: make the export anew in another directory to follow them, too.");
            }
        } else if (now.after(begun.to()) > 0) {
            say("Goes on with the export that was begun here, to the offsets " + begun.to() + ". The topic has "
                    + now.after(begun.to()) + " more by now, for another directory.");
        }
    }

    /** Says something on standard error. Safe for use by several threads. */
    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    private void report(ExportSummary summary) {
        Listing listing = new Listing(cluster, spec, "format", "files", "samples", "traces", "bytes");
        listing.row(format, summary.shards(), summary.samples(), summary.rows(), summary.bytes());
        listing.print();
    }

    private final class Report implements Exporter.Progress {
        @Override
        public void shardCompleted(String file, long samples, long bytes) {
            say(file + ": " + samples + " samples, " + bytes + " bytes");
        }

        @Override
        public void unreadable(int partition, long offset, String reason) {
            say("The record " + partition + "@" + offset + " is left out: " + reason);
        }

        @Override
        public void shardLost(String reason) {
            say(reason + ". It is written again, with the files after it in its partition.");
        }
    }
}
