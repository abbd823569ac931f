package io.ida.cli;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Offsets of one partition that are done: all before {@link #next}, and ranges after it. The ranges fit the metadata of a
 * committed offset, as text. Not thread-safe.
 */
final class OffsetSet {
    private long next;

    /** From, included, to, excluded; apart from each other and after next. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** All offsets before next. */
    OffsetSet(long next) {
        this.next = next;
    }

    /**
     * The set that was written as an offset and its metadata.
     *
     * @throws IllegalArgumentException if the metadata is not that of a set
     */
    static OffsetSet of(long next, String metadata) {
        OffsetSet set = new OffsetSet(next);
        if (metadata != null && !metadata.isBlank()) {
            for (String range : metadata.split(",")) {
                String[] ends = range.split("-");
                if (ends.length != 2) {
                    throw new IllegalArgumentException("Not ranges of offsets: '" + metadata + "'.");
                }
                set.add(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
            }
        }
        return set;
    }

    /** The first offset that is not done. */
    long next() {
        return next;
    }

    /** The ranges after {@link #next} as text. */
    String metadata() {
        StringJoiner text = new StringJoiner(",");
        ranges.forEach((from, to) -> text.add(from + "-" + to));
        return text.toString();
    }

    boolean contains(long offset) {
        Map.Entry<Long, Long> range = ranges.floorEntry(offset);
        return offset < next || (range != null && offset < range.getValue());
    }

    /** Adds the offsets from one, included, to another, excluded. */
    void add(long from, long to) {
        if (to <= from) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> touching = ranges.floorEntry(end);
        while (touching != null && touching.getValue() >= start) {
            start = Math.min(start, touching.getKey());
            end = Math.max(end, touching.getValue());
            ranges.remove(touching.getKey());
            touching = ranges.floorEntry(end);
        }
        if (start <= next) {
            next = Math.max(next, end);
        } else {
            ranges.put(start, end);
        }
    }
}
