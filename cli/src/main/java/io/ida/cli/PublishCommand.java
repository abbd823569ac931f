package io.ida.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes questions from a file. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the questions in a file of JSON lines and prints their ids. All lines are checked first; bad ones"
                    + " are reported with their line number and not sent.",
            "A line: {\"task\":\"permutation-powering\",\"text\":\"aa ^ 2\",\"facts\":[\"aa -> ab\",\"ab -> aa\"],"
                    + "\"depth\":1}. Optional: id, sample, supervisor, assistant {name, version}, budget (assistant calls),"
                    + " expiresAt (ISO-8601) or timeToLive (30s, 5m), labels."
        })
final class PublishCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Parameters(paramLabel = "FILE", description = "The file of JSON lines, in UTF-8.")
    private Path file;

    @Spec
    private CommandSpec spec;

    PublishCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws IOException, ExecutionException {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "The file " + file + " cannot be read.");
        }
        PrintWriter err = spec.commandLine().getErr();
        BitSet good = new BitSet();
        int bad = check(file, good, err);
        if (!good.isEmpty()) {
            try (Connection connection = Connection.open(cluster, spec);
                    QuestionPublisher publisher = new QuestionPublisher(new Clients(connection.properties()))) {
                publish(good, publisher);
            }
        }
        err.println("Published " + good.cardinality() + " questions; " + bad + " bad lines.");
        return bad == 0 ? Ida.OK : Ida.FAILED;
    }

    /**
     * Checks every line that is not blank.
     *
     * @param good gets the numbers of good lines, from 1
     * @param complaints gets a line for each bad one
     * @return how many are bad
     */
    static int check(Path file, BitSet good, PrintWriter complaints) throws IOException {
        int bad = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    if (!line.isBlank()) {
                        QuestionLine.read(line);
                        good.set(number);
                    }
                } catch (InvalidQuestionException wrong) {
                    bad++;
                    complaints.println("line " + number + ": " + wrong.getMessage());
                }
            }
        }
        return bad;
    }

    private void publish(BitSet good, QuestionPublisher publisher) throws IOException, ExecutionException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (good.get(number)) {
                    QuestionDraft draft = QuestionLine.read(line);
                    publisher.send(draft.asked(Instant.now()));
                    print(number, draft.id());
                }
            }
            publisher.flush();
        } catch (InvalidQuestionException changed) {
            throw new IOException("The file " + file + " changed while it was read", changed);
        }
    }

    private void print(int number, String id) {
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.isJson()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("line", number);
            node.put("id", id);
            out.println(EventJson.line(node));
        } else {
            out.println(id);
        }
    }
}
