package io.ida.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantPin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one question and shows how its answer came about. */
@Command(
        name = "ask",
        description = "Publishes one question, waits for its answer and prints it with the tree of how it came about:"
                + " every sub-question, its answer and who gave it. Exit code 1 if it was not answered.")
final class AskCommand implements Callable<Integer> {
    private final ClusterOptions cluster;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            completionCandidates = TaskNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String task;

    @Option(names = "--context", required = true, paramLabel = "FILE", description = "The facts, one a line, in UTF-8.")
    private Path context;

    @Option(
            names = "--depth",
            required = true,
            paramLabel = "N",
            description = "Levels of amplification; with 0 the assistant answers alone.")
    private int depth;

    @Option(
            names = "--assistant",
            defaultValue = QuestionDraft.DEFAULT_ASSISTANT,
            paramLabel = "NAME",
            description = "The assistant's model (default: ${DEFAULT-VALUE}).")
    private String assistant;

    @Option(names = "--version", paramLabel = "V", description = "The model's version (default: the latest).")
    private Integer version;

    @Option(names = "--supervisor", paramLabel = "NAME", description = "The H that amplifies (default: scripted).")
    private String supervisor;

    @Option(names = "--budget", paramLabel = "CALLS", description = "Assistant calls that the question may spend.")
    private Long budget;

    @Option(
            names = "--timeout",
            defaultValue = "60s",
            paramLabel = "DURATION",
            description = "When the question expires: 30s, 5m, 2h (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Parameters(paramLabel = "TEXT", description = "The question in the task's text form.")
    private String text;

    @Spec
    private CommandSpec spec;

    AskCommand(ClusterOptions cluster) {
        this.cluster = cluster;
    }

    @Override
    public Integer call() throws ExecutionException {
        QuestionDraft draft = draft();
        try (Connection connection = Connection.open(cluster, spec);
                Asking asking = new Asking(new Clients(connection.properties()), this::complain)) {
            Optional<Answer> answer = asking.ask(draft);
            if (answer.isEmpty()) {
                complain("No answer to " + draft.id() + " within " + timeout.toSeconds()
                        + " s. Do all stages run? See './ida dead-letters list'.");
                return Ida.FAILED;
            }
            print(answer.get(), QuestionTree.of(answer.get(), asking.traces(answer.get())));
            return answer.get().getStatus() == AnswerStatus.ANSWERED ? Ida.OK : Ida.FAILED;
        }
    }

    private QuestionDraft draft() {
        QuestionDraft draft = new QuestionDraft(
                "ask-" + UUID.randomUUID(),
                task,
                text,
                facts(),
                depth,
                0,
                supervisor,
                new AssistantPin(assistant, version),
                budget,
                null,
                timeout,
                Map.of());
        try {
            draft.check();
            return draft;
        } catch (InvalidQuestionException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private List<String> facts() {
        try {
            return Files.readAllLines(context).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "The file " + context + " cannot be read: " + Reasons.of(e));
        }
    }

    private void print(Answer answer, QuestionTree tree) {
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.isJson()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set("answer", EventJson.of(answer));
            node.set("tree", TreeText.json(tree));
            out.println(EventJson.line(node));
        } else {
            boolean answered = answer.getStatus() == AnswerStatus.ANSWERED;
            out.println(answered ? answer.getText() : answer.getStatus() + " " + answer.getReason());
            out.println();
            out.print(TreeText.of(tree));
        }
        out.flush();
    }

    private void complain(String message) {
        spec.commandLine().getErr().println(message);
    }
}
