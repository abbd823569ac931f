package io.ida.training.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Neighbouring depths that are drawn as one line, so that a panel stays readable.
 *
 * @param first the smallest
 * @param last the largest
 */
record DepthGroup(int first, int last) {
    /** Lines that a panel holds without becoming a thicket. */
    static final int MOST = 6;

    /** Groups of as equal a size as can be, the larger ones last; one for each depth if there are few. */
    static List<DepthGroup> of(SortedSet<Integer> depths) {
        List<Integer> sorted = List.copyOf(depths);
        int count = Math.min(MOST, sorted.size());
        List<DepthGroup> groups = new ArrayList<>(count);
        for (int group = 0; group < count; group++) {
            int from = group * sorted.size() / count;
            int to = (group + 1) * sorted.size() / count;
            groups.add(new DepthGroup(sorted.get(from), sorted.get(to - 1)));
        }
        return groups;
    }

    Share of(SortedMap<Integer, Share> byDepth) {
        return byDepth.subMap(first, last + 1).values().stream().reduce(new Share(0, 0), Share::plus);
    }

    String label() {
        return first == last ? Integer.toString(first) : first + "–" + last;
    }
}
