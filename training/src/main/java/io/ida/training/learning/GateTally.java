package io.ida.training.learning;

import io.ida.training.plot.Share;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the held-out questions say about a version.
 *
 * @param agreement by level, share of questions that it answers alone as amplified; {@code idk} counts against it
 * @param alone how many about the largest contexts of the run it answers right alone, by the levels of amplification
 *     that they need; for information only
 * @param amplified how many of these it answers right amplified; for information only
 * @param horizon up to which hardness it answers these right alone; for information only. See {@link
 *     io.ida.training.evaluation.Horizon}
 */
record GateTally(
        SortedMap<Integer, Double> agreement,
        SortedMap<Integer, Share> alone,
        SortedMap<Integer, Share> amplified,
        int horizon) {
    /** Of a version that was not asked. */
    static final GateTally NONE = new GateTally(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);
}
