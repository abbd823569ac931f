package io.ida.bench;

import io.ida.amplification.Assistant.Reply;
import io.ida.events.Question;
import io.ida.models.neural.NeuralAssistant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The limit of the stage assist: the same model, called in a loop with one batch after the other. */
final class BareAssistant implements AutoCloseable {
    private final NeuralAssistant model;
    private final int batch;
    private final ExecutorService threads;

    /**
     * @param model is closed with this
     * @param threads that call the model side by side
     */
    BareAssistant(NeuralAssistant model, int batch, int threads) {
        this.model = model;
        this.batch = batch;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /**
     * What came of a loop.
     *
     * @param throughput answers and time
     * @param replies in the order of the questions
     */
    record Outcome(Throughput throughput, List<Reply> replies) {}

    /** Asks questions that are there already. */
    Outcome measure(List<Question> questions) throws InterruptedException {
        List<Callable<List<Reply>>> calls = new ArrayList<>();
        for (int begin = 0; begin < questions.size(); begin += batch) {
            List<Question> some = questions.subList(begin, Math.min(begin + batch, questions.size()));
            calls.add(() -> model.answer(some));
        }
        Stopwatch watch = new Stopwatch();
        List<Future<List<Reply>>> answered = threads.invokeAll(calls);
        Throughput throughput = watch.stop(questions.size());
        List<Reply> replies = new ArrayList<>(questions.size());
        for (Future<List<Reply>> call : answered) {
            try {
                replies.addAll(call.get());
            } catch (ExecutionException failed) {
                throw new BenchException("The bare network failed: " + failed.getCause(), failed);
            }
        }
        return new Outcome(throughput, replies);
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
        threads.shutdownNow();
        model.close();
    }
}
