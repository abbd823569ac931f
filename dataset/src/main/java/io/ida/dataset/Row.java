package io.ida.dataset;

import io.ida.events.Trace;

/**
 * One trace and its place in the topic.
 *
 * @param partition of the trace topic
 * @param offset in that partition
 * @param eventBytes size of the event in the topic
 * @param trace the event
 */
record Row(int partition, long offset, int eventBytes, Trace trace) {}
