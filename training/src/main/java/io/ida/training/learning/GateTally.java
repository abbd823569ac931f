package io.ida.training.learning;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the held-out questions say about a version.
 *
 * @param agreement by level, share of questions that it answers alone as amplified; {@code idk} counts against it
 * @param accuracy share that it answers right alone; for information only
 * @param amplifiedAccuracy share that it answers right amplified; for information only
 * @param horizon the largest hardness up to which it answers all right alone; for information only
 */
record GateTally(SortedMap<Integer, Double> agreement, double accuracy, double amplifiedAccuracy, int horizon) {
    /** Of a version that was not asked. */
    static final GateTally NONE = new GateTally(new TreeMap<>(), 0, 0, 0);
}
