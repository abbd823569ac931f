package io.ida.cli;

import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a command follows a topic, and the following itself. */
final class FollowOptions {
    private static final Duration POLL = Duration.ofMillis(200);

    @Option(names = "--from-beginning", description = "Start with the oldest event instead of the next new one.")
    private boolean fromBeginning;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after so many events (default: never).")
    private Long limit;

    @Option(
            names = "--timeout-ms",
            paramLabel = "MS",
            description = "Stop when no event has come for so long (default: never).")
    private Long timeoutMillis;

    /** Prints events as JSON lines until the limit, the timeout, or the end of whoever reads them. */
    <V extends SpecificRecord> int follow(
            ClusterOptions cluster, CommandSpec command, Function<Topics, Topic<V>> topic) {
        requireNotNegative(command, "--limit", limit);
        requireNotNegative(command, "--timeout-ms", timeoutMillis);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try (Connection connection = Connection.open(cluster, command)) {
            Clients clients = new Clients(connection.properties());
            try (TopicReader<V> reader = new TopicReader<>(clients, topic.apply(clients.topics()), err::println)) {
                if (fromBeginning) {
                    reader.rewind();
                }
                follow(reader, out);
            }
        }
        return Ida.OK;
    }

    private <V extends SpecificRecord> void follow(TopicReader<V> reader, PrintWriter out) {
        long left = limit == null ? Long.MAX_VALUE : limit;
        long lastAt = System.nanoTime();
        while (left > 0 && !isSilentSince(lastAt)) {
            for (V event : reader.poll(POLL)) {
                lastAt = System.nanoTime();
                if (left-- > 0) {
                    out.println(EventJson.line(EventJson.of(event)));
                }
            }
            if (out.checkError()) {
                return;
            }
        }
    }

    private static void requireNotNegative(CommandSpec command, String option, Long value) {
        if (value != null && value < 0) {
            throw new ParameterException(command.commandLine(), option + " is negative: " + value + ".");
        }
    }

    private boolean isSilentSince(long nanos) {
        return timeoutMillis != null
                && System.nanoTime() - nanos > Duration.ofMillis(timeoutMillis).toNanos();
    }
}
