package io.ida.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which faults strike whom and when: drawn from a seed, every kind before any comes again. Faults overlap, except that
 * nothing is struck again before it has recovered, and that no two brokers are down at once: the cluster is made to lose
 * one. While the registry is out, a stage is killed, so that one starts without it.
 *
 * @param faults ordered by when they begin
 */
record FaultPlan(List<Fault> faults) {
    private static final Duration RECOVERY = Duration.ofSeconds(8);
    private static final Duration INTO_THE_OUTAGE = Duration.ofSeconds(1);

    /** One fault; {@code at} is counted from the first question. */
    record Fault(FaultKind kind, String target, Duration at, Duration length) {
        Duration end() {
            return at.plus(length);
        }
    }

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /**
     * Draws a plan.
     *
     * @param length when the last fault is over
     * @param gap the mean time from one fault to the next
     */
    static FaultPlan draw(long seed, Duration length, Duration gap) {
        return new Drawing(new Random(seed), length, gap).draw();
    }

    /** A plan in the making. */
    private static final class Drawing {
        private final Random random;
        private final Duration length;
        private final long gapMillis;
        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, Duration> freeAt = new HashMap<>();

        Drawing(Random random, Duration length, Duration gap) {
            this.random = random;
            this.length = length;
            gapMillis = gap.toMillis();
        }

        FaultPlan draw() {
            List<FaultKind> kinds = new ArrayList<>();
            Duration now = gap();
            while (now.compareTo(length) < 0) {
                if (kinds.isEmpty()) {
                    kinds.addAll(Arrays.asList(FaultKind.values()));
                    Collections.shuffle(kinds, random);
                }
                strike(kinds.remove(0), now);
                now = now.plus(gap());
            }
            faults.sort(Comparator.comparing(Fault::at));
            return new FaultPlan(faults);
        }

        /** Half to one and a half times the mean. */
        private Duration gap() {
            return Duration.ofMillis(random.nextLong(gapMillis / 2, gapMillis * 3 / 2));
        }

        private void strike(FaultKind kind, Duration now) {
            List<String> free = kind.targets().stream()
                    .filter(target ->
                            freeAt.getOrDefault(place(target), Duration.ZERO).compareTo(now) <= 0)
                    .toList();
            if (free.isEmpty()) {
                return;
            }
            Fault fault = new Fault(kind, free.get(random.nextInt(free.size())), now, kind.drawLength(random));
            if (fault.end().compareTo(length) > 0) {
                return;
            }
            faults.add(fault);
            freeAt.put(place(fault.target()), fault.end().plus(RECOVERY));
            if (kind == FaultKind.REGISTRY_OUT) {
                strike(FaultKind.STAGE_KILLED, now.plus(INTO_THE_OUTAGE));
            }
        }

        /** What recovers as one. */
        private static String place(String target) {
            return Targets.BROKERS.contains(target) ? "brokers" : target;
        }
    }
}
