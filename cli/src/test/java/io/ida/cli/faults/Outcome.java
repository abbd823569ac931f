package io.ida.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.bench.faults.Audit;
import io.ida.events.Answer;
import io.ida.events.Question;
import io.ida.events.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return Stream.of(traces.readToEnd(), rejected.readToEnd())
                .flatMap(rows -> rows.values(workload::contains).stream())
                .filter(row -> row.getQuestion().getParentId().isEmpty())
                .count();
    }

    /** Waits until every question has a result and every node that led to one has a trace. */
    void await() {
        results.pollUntil(
                "a result for each question",
                read -> read.values(workload::contains).stream()
                                .map(Answer::getQuestionId)
                                .distinct()
                                .count()
                        == workload.questions().size());
        traces.pollUntil("a row of each node", read -> {
            rejected.poll();
            return audit().isComplete();
        });
    }

    /** Every question one result, every node one trace, every call one answer, every answer right, no budget broken. */
    void assertExact() {
        results.readToEnd();
        traces.readToEnd();
        rejected.readToEnd();
        Audit audit = audit();
        values(assists.readToEnd()).forEach(audit::call);
        values(answers.readToEnd()).forEach(audit::subAnswer);
        assertThat(audit.findings())
                .allSatisfy(finding ->
                        assertThat(finding.count()).as(finding.what()).isZero());
        assertThat(audit.calls()).isPositive();
        Map<String, String> texts = new HashMap<>();
        audit.results().forEach((root, answer) -> texts.put(root, answer.getText()));
        assertThat(texts).isEqualTo(workload.expected());
    }

    /** What has been read of results and rows. */
    private Audit audit() {
        Audit audit = new Audit(workload.budgets());
        results.values(workload::contains).forEach(audit::result);
        traces.values(workload::contains).forEach(audit::row);
        rejected.values(workload::contains).forEach(audit::row);
        return audit;
    }

    private static <V> List<V> values(TopicReader<V> read) {
        return read.entries().stream().map(TopicReader.Entry::value).toList();
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
