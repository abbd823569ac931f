package io.ida.cli.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.Answer;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a workload came to on the topics, as a consumer of committed records sees it. */
final class Outcome implements AutoCloseable {
    private final Workload workload;
    private final TopicReader<Answer> results;
    private final TopicReader<Trace> traces;
    private final TopicReader<Trace> rejected;
    private final TopicReader<Question> assists;
    private final TopicReader<Answer> answers;

    Outcome(Cluster cluster, Workload workload) {
        this.workload = workload;
        results = cluster.committed(cluster.topics().results());
        traces = cluster.committed(cluster.topics().traces());
        rejected = cluster.committed(cluster.topics().rejectedTraces());
        assists = cluster.committed(cluster.topics().assists());
        answers = cluster.committed(cluster.topics().answers());
    }

    /** How many trees are through the whole pipeline by now. */
    long treesDone() {
        traces.readToEnd();
        rejected.readToEnd();
        return nodes().stream().filter(node -> node.getParentId().isEmpty()).count();
    }

    /** Waits until every question has a result and every node that led to one has a trace. */
    void await() {
        results.pollUntil(
                "a result for each question",
                read -> distinct(read.values(workload::contains), Answer::getQuestionId)
                                .size()
                        == workload.questions().size());
        long nodes = results.values(workload::contains).stream()
                .mapToLong(answer -> answer.getUsage().getNodes())
                .sum();
        traces.pollUntil("traces of " + nodes + " nodes", read -> {
            rejected.poll();
            return distinct(nodes(), Question::getId).size() >= nodes;
        });
    }

    /** Every question one result, every node one trace, every call one answer, every answer right, no budget broken. */
    void assertExact() {
        List<Answer> read = results.readToEnd().values(workload::contains);
        assertThat(counts(read, Answer::getQuestionId))
                .containsOnlyKeys(workload.expected().keySet());
        assertOnce(counts(read, Answer::getQuestionId));
        assertThat(texts(read)).isEqualTo(workload.expected());

        traces.readToEnd();
        rejected.readToEnd();
        Map<String, Long> traced = counts(nodes(), Question::getId);
        assertThat(traced).containsOnlyKeys(nodesOfTrees());
        assertOnce(traced);
        assertThat((long) traced.size())
                .isEqualTo(read.stream()
                        .mapToLong(answer -> answer.getUsage().getNodes())
                        .sum());
        assertCalls();
    }

    private void assertCalls() {
        List<Question> calls = assists.readToEnd().entries().stream()
                .map(TopicReader.Entry::value)
                .filter(call -> workload.contains(call.getRootId()))
                .toList();
        assertOnce(counts(calls, Question::getId));
        Map<String, Long> budgets = workload.budgets();
        assertThat(counts(calls, Question::getRootId))
                .isNotEmpty()
                .allSatisfy((root, spent) -> assertThat(spent).isLessThanOrEqualTo(budgets.get(root)));
        Map<String, Long> answered = counts(answers.readToEnd().values(workload::contains), Answer::getQuestionId);
        assertThat(answered).containsKeys(calls.stream().map(Question::getId).toArray(String[]::new));
        assertOnce(answered);
    }

    /** The nodes that one reaches from the roots through the transcripts. */
    private Set<String> nodesOfTrees() {
        Set<String> reached = new HashSet<>(workload.expected().keySet());
        for (Trace trace : rows()) {
            if (trace.getQuestion().getDepth() > 1) {
                trace.getTranscript().stream()
                        .filter(exchange ->
                                !exchange.getReused() && exchange.getUsage().getNodes() > 0)
                        .map(Exchange::getQuestionId)
                        .forEach(id -> reached.add(id.orElseThrow()));
            }
        }
        return reached;
    }

    private List<Question> nodes() {
        return rows().stream().map(Trace::getQuestion).toList();
    }

    /** What has been read of both topics. */
    private List<Trace> rows() {
        return Stream.of(traces, rejected)
                .flatMap(rows -> rows.values(workload::contains).stream())
                .toList();
    }

    private static Map<String, String> texts(List<Answer> answers) {
        Map<String, String> texts = new HashMap<>();
        answers.forEach(answer -> texts.put(answer.getQuestionId(), answer.getText()));
        return texts;
    }

    private static <V> Set<String> distinct(List<V> values, Function<V, String> id) {
        return counts(values, id).keySet();
    }

    private static <V> Map<String, Long> counts(List<V> values, Function<V, String> id) {
        return values.stream().collect(groupingBy(id, counting()));
    }

    private static void assertOnce(Map<String, Long> counts) {
        Map<String, Long> repeated = new HashMap<>(counts);
        repeated.values().removeIf(count -> count == 1);
        assertThat(repeated).as("what is there more than once").isEmpty();
    }

    @Override
    public void close() {
        try (results;
                traces;
                rejected;
                assists) {
            answers.close();
        }
    }
}
