package io.ida.bench.faults;

import io.ida.bench.BenchException;
import io.ida.bench.ScratchDirectory;
import io.ida.bench.faults.Audit.Finding;
import io.ida.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks questions while faults strike, and audits what came of them: first each different question once without faults,
 * then many of them while brokers and stages are killed, paused and cut off, then some on every partition, behind which
 * nothing can come any more.
 */
public final class FaultBench {
    private static final int LAST_QUESTIONS = 32;
    private static final Duration CALM_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(4);

    private final FaultOptions options;
    private final Consumer<String> progress;
    private final FaultQuestions questions;
    private final Asked calm;
    private final Asked stormy;
    private final Asked last;
    private final PoisonAudit poison = new PoisonAudit();

    private FaultBench(FaultOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = line -> progress.accept("bench: " + line);
        questions = new FaultQuestions(options.seed(), Instant.now());
        calm = new Asked(questions, "calm", questions.different());
        stormy = new Asked(questions, "stormy", options.questions());
        last = new Asked(questions, "last", LAST_QUESTIONS);
    }

    /**
     * Tests, with all data and logs in a directory that is removed in the end.
     *
     * @param progress told in a line what happens
     * @throws BenchException if the pipeline does not start, or fails without any fault
     */
    public static FaultReport run(FaultOptions options, Consumer<String> progress)
            throws InterruptedException, IOException {
        return ScratchDirectory.use(scratch -> run(options, progress, scratch.path()));
    }

    /** Like {@link #run(FaultOptions, Consumer)}, in a directory that stays, for those who want to read the logs. */
    public static FaultReport run(FaultOptions options, Consumer<String> progress, Path directory)
            throws InterruptedException, IOException {
        return new FaultBench(options, progress).test(directory);
    }

    private FaultReport test(Path directory) throws InterruptedException, IOException {
        progress.accept("starting three brokers, a registry and two instances of every stage");
        List<Audit> audits = List.of(calm.audit(), stormy.audit(), last.audit());
        try (Deployment deployment = new Deployment(directory);
                Publisher publisher = new Publisher(deployment);
                TopicFeed feed = new TopicFeed(deployment, audits, poison)) {
            publisher.announce(FaultQuestions.PIN, questions.table(), deployment.models());
            deployment.startStages();
            calm.all(publisher);
            Waiting.until("the results without faults", CALM_TIMEOUT, () -> {
                feed.poll();
                return calm.audit().isComplete();
            });
            requireGood(calm.audit().findings());
            progress.accept(calm.count() + " questions are answered without faults, and now with them");
            return storm(deployment, publisher, feed);
        }
    }

    private FaultReport storm(Deployment deployment, Publisher publisher, TopicFeed feed) {
        Storm storm = new Storm(deployment, FaultPlan.draw(options.seed(), options.length(), options.gap()), progress);
        Silence silence = new Silence();
        long began = System.nanoTime();
        Supplier<Duration> step = () -> {
            Duration now = Duration.ofNanos(System.nanoTime() - began);
            storm.advance(now);
            feed.poll();
            silence.seen(stormy.audit().answered(), now);
            return now;
        };
        Duration now = step.get();
        while (!storm.isOver() || !stormy.isAll()) {
            double share =
                    Math.min(1, (double) now.toMillis() / options.length().toMillis());
            stormy.until(share, publisher);
            poisonUntil(share, deployment.topics(), publisher);
            now = step.get();
        }
        publisher.flush();
        Duration over = now;
        progress.accept("the faults are over, " + stormy.audit().answered() + " questions are answered");
        Duration drained = drain(step, () -> stormy.audit().isComplete() && poison.isComplete());
        progress.accept("everything is through; now questions on every partition, behind which nothing can come");
        last.all(publisher);
        drain(step, last.audit()::isComplete);
        feed.readToEnd();
        return report(storm, over, drained.minus(over), silence.longest());
    }

    private void poisonUntil(double share, Topics topics, Publisher publisher) {
        while (poison.count() < (int) (share * options.poison())) {
            Poison next = Poison.get(topics, poison.count());
            poison.sent(next);
            publisher.send(next.topic(), next.key(), next.value());
        }
    }

    /** Goes on until everything is there, and says when it was. What is missing after a time will be found missing. */
    private static Duration drain(Supplier<Duration> step, BooleanSupplier isDone) {
        Duration now = step.get();
        Duration deadline = now.plus(DRAIN_TIMEOUT);
        while (!isDone.getAsBoolean() && now.compareTo(deadline) < 0) {
            now = step.get();
        }
        return now;
    }

    private FaultReport report(Storm storm, Duration length, Duration drained, Duration silence) {
        Map<String, Integer> faults = new LinkedHashMap<>();
        storm.struck().forEach((kind, count) -> faults.put(kind.inWords(), count));
        List<Finding> findings = new ArrayList<>(stormy.audit().findings());
        findings.add(Finding.of("results that differ from those without faults", stormy.differentFrom(calm)));
        findings.addAll(poison.findings());
        findings.add(new Finding("stops that took too long", storm.lateStops(), ""));
        return new FaultReport(
                options.seed(),
                seconds(length),
                Runtime.getRuntime().availableProcessors(),
                faults,
                faults.values().stream().mapToInt(Integer::intValue).sum(),
                stormy.count(),
                stormy.audit().rows(),
                stormy.audit().calls(),
                poison.count(),
                storm.endedByThemselves(),
                storm.stops(),
                seconds(storm.longestStop()),
                seconds(silence),
                seconds(drained),
                findings);
    }

    private static void requireGood(List<Finding> findings) {
        findings.stream().filter(finding -> !finding.isGood()).findFirst().ifPresent(finding -> {
            throw new BenchException("Without any fault: " + finding);
        });
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
