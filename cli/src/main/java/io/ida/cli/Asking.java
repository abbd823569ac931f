package io.ida.cli;

import io.ida.events.Answer;
import io.ida.events.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Asks one question at a time and collects what comes of it. For one thread. */
final class Asking implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    /** How long the answer may come after its deadline, and traces after the answer. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final QuestionPublisher publisher;
    private final TopicReader<Answer> results;
    private final List<TopicReader<Trace>> traces;

    Asking(Clients clients, Complaints complaints) {
        results = new TopicReader<>(clients, clients.topics().results(), complaints);
        traces = List.of(
                new TopicReader<>(clients, clients.topics().traces(), complaints),
                new TopicReader<>(clients, clients.topics().rejectedTraces(), complaints));
        publisher = new QuestionPublisher(clients);
    }

    /** Asks and waits until a little after the question expires; empty if no answer comes. */
    Optional<Answer> ask(QuestionDraft draft) throws ExecutionException {
        publisher.send(draft.asked(Instant.now()));
        publisher.flush();
        Duration patience = draft.timeToLive() == null ? DEFAULT_PATIENCE : draft.timeToLive();
        long deadline = System.nanoTime() + patience.plus(GRACE).toNanos();
        while (System.nanoTime() < deadline) {
            for (Answer answer : results.poll(POLL)) {
                if (answer.getQuestionId().equals(draft.id())) {
                    return Optional.of(answer);
                }
            }
        }
        return Optional.empty();
    }

    /** The traces of the tree of an answer, fit for training or not: one for each node that was amplified, or as many as come in time. */
    List<Trace> traces(Answer answer) {
        List<Trace> found = new ArrayList<>();
        long expected = answer.getUsage().getNodes();
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (found.size() < expected && System.nanoTime() < deadline) {
            for (TopicReader<Trace> reader : traces) {
                reader.poll(POLL).stream()
                        .filter(trace -> trace.getQuestion().getRootId().equals(answer.getRootId()))
                        .forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public void close() {
        publisher.close();
        traces.forEach(TopicReader::close);
        results.close();
    }
}
