package io.ida.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The requests that are open, and which of them comes next: lower versions first, children after their parents. For one
 * thread.
 */
final class TrainingQueue {
    private static final Comparator<PendingTraining> ORDER = Comparator.<PendingTraining>comparingInt(
                    pending -> pending.training().getVersion())
            .thenComparing(pending -> pending.origin().offset());

    private final Duration parentTimeout;
    private final List<PendingTraining> open = new ArrayList<>();

    TrainingQueue(Duration parentTimeout) {
        this.parentTimeout = parentTimeout;
    }

    /** What to do with a request. */
    sealed interface Turn {
        PendingTraining pending();
    }

    /** Its version is announced already: it is done. */
    record Done(PendingTraining pending) implements Turn {}

    /** It can be trained. */
    record Ready(PendingTraining pending) implements Turn {}

    /** It cannot be fulfilled. */
    record Hopeless(PendingTraining pending, String reason) implements Turn {}

    void add(PendingTraining pending) {
        open.add(pending);
        open.sort(ORDER);
    }

    void remove(PendingTraining pending) {
        open.remove(pending);
    }

    /** The lowest offset that is open; empty if none is. */
    OptionalLong lowestOffset() {
        return open.stream().mapToLong(pending -> pending.origin().offset()).min();
    }

    /**
     * The first request that need not wait.
     *
     * @param announced whether a version is announced, by its key
     * @param now {@link System#nanoTime}
     */
    Optional<Turn> next(Predicate<String> announced, long now) {
        return open.stream()
                .flatMap(pending -> turn(pending, announced, now).stream())
                .findFirst();
    }

    private Optional<Turn> turn(PendingTraining pending, Predicate<String> announced, long now) {
        String defect = pending.defect();
        if (defect != null) {
            return Optional.of(new Hopeless(pending, defect));
        }
        if (announced.test(pending.key())) {
            return Optional.of(new Done(pending));
        }
        String parent = pending.parentKey();
        if (parent == null || announced.test(parent)) {
            return Optional.of(new Ready(pending));
        }
        if (open.stream().anyMatch(other -> other.key().equals(parent))
                || now - pending.since() < parentTimeout.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(new Hopeless(pending, "Its parent " + parent + " is neither announced nor requested."));
    }
}
