package io.ida.bench;

import io.ida.amplification.Assistant.Reply;
import io.ida.events.Question;
import io.ida.models.neural.NeuralAssistant;
import java.util.ArrayList;
import java.util.List;

/** The limit of the stage assist: the same model, called in a loop on one thread with one batch after the other. */
final class BareAssistant implements AutoCloseable {
    private final NeuralAssistant model;
    private final int batch;

    /** @param model is closed with this */
    BareAssistant(NeuralAssistant model, int batch) {
        this.model = model;
        this.batch = batch;
    }

    /**
     * What came of a loop.
     *
     * @param throughput answers and time
     * @param replies in the order of the questions
     */
    record Outcome(Throughput throughput, List<Reply> replies) {}

    /** Asks questions that are there already. */
    Outcome measure(List<Question> questions) {
        List<Reply> replies = new ArrayList<>(questions.size());
        Stopwatch watch = new Stopwatch();
        for (int begin = 0; begin < questions.size(); begin += batch) {
            replies.addAll(model.answer(questions.subList(begin, Math.min(begin + batch, questions.size()))));
        }
        return new Outcome(watch.stop(questions.size()), replies);
    }

    /** In milliseconds, for calls with a single question. */
    Sample latency(List<Question> questions) {
        List<Double> millis = new ArrayList<>(questions.size());
        for (Question question : questions) {
            long began = System.nanoTime();
            model.answer(List.of(question));
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return new Sample(millis);
    }

    @Override
    public void close() {
        model.close();
    }
}
