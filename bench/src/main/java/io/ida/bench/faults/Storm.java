package io.ida.bench.faults;

import io.ida.bench.faults.FaultPlan.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets the faults of a plan strike and ends them, and starts again what ends by itself, as whatever runs the processes
 * elsewhere does. For one thread.
 */
final class Storm {
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(3);
    private static final Map<String, String> SLOW = Map.of("assist.delay.ms", "2000", "assist.batch.size", "8");

    private final Deployment deployment;
    private final Consumer<String> progress;
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparing(Step::at));
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
    private final Map<String, Duration> startedAgain = new HashMap<>();
    private Duration now = Duration.ZERO;
    private int endedByThemselves;
    private int stops;
    private int lateStops;
    private Duration longestStop = Duration.ZERO;

    /** What is to be done at a time; if it says that it cannot be done yet, it is tried again. */
    private record Step(Duration at, BooleanSupplier action) {}

    Storm(Deployment deployment, FaultPlan plan, Consumer<String> progress) {
        this.deployment = deployment;
        this.progress = progress;
        plan.faults().forEach(fault -> steps.add(new Step(fault.at(), () -> strike(fault))));
    }

    /** Does what is due. */
    void advance(Duration now) {
        this.now = now;
        deployment.members().forEach(this::supervise);
        while (!steps.isEmpty() && steps.peek().at().compareTo(now) <= 0) {
            Step step = steps.poll();
            if (!step.action().getAsBoolean()) {
                steps.add(new Step(now.plus(AGAIN), step.action()));
            }
        }
    }

    /** Whether all faults have struck and are over. */
    boolean isOver() {
        return steps.isEmpty();
    }

    /** How many faults of each kind have struck. */
    Map<FaultKind, Integer> struck() {
        return new EnumMap<>(struck);
    }

    /** How often a process ended that nobody had killed or stopped, and was started again. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    /** How often a stage was asked to stop. */
    int stops() {
        return stops;
    }

    /** How often it had not stopped in time, and was killed. */
    int lateStops() {
        return lateStops;
    }

    Duration longestStop() {
        return longestStop;
    }

    private boolean strike(Fault fault) {
        if (!isPossible(fault)) {
            return false;
        }
        say(fault.target() + ": " + fault.kind().inWords());
        struck.merge(fault.kind(), 1, Integer::sum);
        Member member = deployment.member(fault.target());
        switch (fault.kind()) {
            case STAGE_KILLED, BROKER_KILLED -> {
                member.kill();
                after(fault.length(), member::start);
            }
            case STATE_LOST -> {
                member.kill();
                loseState(member);
                after(fault.length(), member::start);
            }
            case STAGE_PAUSED -> {
                member.pause();
                after(fault.length(), member::resume);
            }
            case STAGE_RESTARTED -> stop(member, () -> after(fault.length(), member::start));
            case STAGE_SCALED -> {
                member.start();
                after(fault.length(), () -> stop(member, () -> {}));
            }
            case MODEL_SLOW ->
                stop(member, () -> {
                    member.start(SLOW);
                    after(fault.length(), () -> stop(member, member::start));
                });
            case REGISTRY_OUT -> {
                deployment.stopRegistry();
                steps.add(new Step(now.plus(fault.length()), deployment::startRegistry));
            }
        }
        return true;
    }

    /** Who is struck must be as the plan supposes; what was late before may have to end first. */
    private boolean isPossible(Fault fault) {
        return switch (fault.kind()) {
            case REGISTRY_OUT -> true;
            case STAGE_SCALED -> !deployment.member(fault.target()).isAlive();
            case BROKER_KILLED -> deployment.isInSync();
            default -> deployment.member(fault.target()).isAlive();
        };
    }

    private void after(Duration time, Runnable action) {
        steps.add(new Step(now.plus(time), () -> {
            action.run();
            return true;
        }));
    }

    /** Asks a stage to stop and goes on when it has, or when it has had its time. */
    private void stop(Member member, Runnable next) {
        Duration asked = now;
        member.stop();
        stops++;
        steps.add(new Step(now, () -> {
            Duration took = now.minus(asked);
            boolean late = took.compareTo(STOP_TIMEOUT) > 0;
            if (member.isAlive() && !late) {
                return false;
            }
            if (late) {
                say(member.name() + " has not stopped within " + STOP_TIMEOUT.toSeconds() + " s and is killed");
                member.kill();
                lateStops++;
            }
            longestStop = longestStop.compareTo(took) < 0 ? took : longestStop;
            next.run();
            return true;
        }));
    }

    private void supervise(Member member) {
        Duration last = startedAgain.get(member.name());
        if (member.endedByItself() && (last == null || now.minus(last).compareTo(BETWEEN_STARTS) > 0)) {
            say(member.name() + " ended by itself and is started again");
            startedAgain.put(member.name(), now);
            endedByThemselves++;
            member.start();
        }
    }

    private void loseState(Member member) {
        try {
            deployment.loseState(member.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String what) {
        progress.accept(String.format(Locale.ROOT, "%5.1f s  %s", now.toMillis() / 1000.0, what));
    }
}
