package io.ida.streams.runtime;

import java.util.TreeMap;

/**
 * How many trees are open in a task, and since when. It takes memory for the seconds in which open trees were asked for,
 * not for trees. One thread changes it; others may read.
 */
public final class OpenTrees {
    /** What {@link #oldestAskedAt} says if no tree is open. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long SECOND = 1_000;

    private final TreeMap<Long, Integer> countBySecond = new TreeMap<>();
    private volatile int count;
    private volatile long oldest = NONE;

    /** A tree was opened; {@code askedAt} is in milliseconds since the epoch. */
    public void opened(long askedAt) {
        countBySecond.merge(second(askedAt), 1, Integer::sum);
        publish(count + 1);
    }

    /** A tree that was opened is closed. One that is not known to be open changes nothing. */
    public void closed(long askedAt) {
        Integer open = countBySecond.get(second(askedAt));
        if (open == null) {
            return;
        }
        if (open == 1) {
            countBySecond.remove(second(askedAt));
        } else {
            countBySecond.put(second(askedAt), open - 1);
        }
        publish(count - 1);
    }

    /** Forgets all trees, to count them anew. */
    public void clear() {
        countBySecond.clear();
        publish(0);
    }

    /** How many are open. */
    public int count() {
        return count;
    }

    /** When the oldest was asked for, in milliseconds since the epoch, cut to a second; {@link #NONE} if none is open. */
    public long oldestAskedAt() {
        return oldest;
    }

    private void publish(int now) {
        count = now;
        oldest = countBySecond.isEmpty() ? NONE : countBySecond.firstKey() * SECOND;
    }

    private static long second(long millis) {
        return Math.floorDiv(millis, SECOND);
    }
}
