package io.ida.cli.faults;

import io.ida.amplification.Answers;
import io.ida.amplification.Assistant;
import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.OffsetRange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes many training rows without asking anybody. */
final class TraceSource {
    private static final int SIZE = 8;
    private static final int CONTEXTS_PER_VERSION = 8;

    private final Cluster cluster;
    private int rows;

    TraceSource(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Publishes some 4000 rows for each version and returns where they are. */
    List<List<OffsetRange>> publish(int versions) {
        List<List<OffsetRange>> ranges = new ArrayList<>();
        try (TopicReader<Trace> traces = cluster.committed(cluster.topics().traces())) {
            List<Long> from = traces.ends();
            for (int version = 0; version < versions; version++) {
                for (int i = 0; i < CONTEXTS_PER_VERSION; i++) {
                    publish(StandardTasks.all().get(Workload.TASK).generate(SIZE, version * 100L + i));
                }
                cluster.flush();
                List<Long> to = traces.ends();
                ranges.add(between(from, to));
                from = to;
            }
        }
        return ranges;
    }

    private static List<OffsetRange> between(List<Long> from, List<Long> to) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < from.size(); partition++) {
            ranges.add(new OffsetRange(partition, from.get(partition), to.get(partition)));
        }
        return ranges;
    }

    private void publish(Instance instance) {
        Context context = new Context(ContextIds.of(instance.facts()), instance.facts());
        for (String text : instance.questions()) {
            Trace trace = trace("row-" + rows++, context, text, instance.solve(text));
            cluster.send(cluster.topics().traces(), trace.getQuestion().getId(), trace);
        }
    }

    private static Trace trace(String id, Context context, String text, String solution) {
        Question question = Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask(Workload.TASK)
                .setText(text)
                .setContext(context)
                .setDepth(1)
                .build();
        Answer answer = Answers.fromAssistant(
                question, Assistant.Reply.answered(solution), new AssistantVersion("solver", 1), Instant.EPOCH);
        return Trace.newBuilder()
                .setQuestion(question)
                .setTranscript(List.of())
                .setAnswer(answer)
                .setRootStatus(AnswerStatus.ANSWERED)
                .setSplit(Split.TRAIN)
                .setFit(true)
                .build();
    }
}
