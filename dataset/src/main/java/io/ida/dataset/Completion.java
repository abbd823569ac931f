package io.ida.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;

/**
 * Which partitions of an export are read to their ends. The index cannot say it, as what comes after the last row of the
 * last shard need not be wanted.
 *
 * @param filesEnd the offset after the last row in the files, by partition; where the files end elsewhere, it does not hold
 */
record Completion(@JsonProperty(required = true) SortedMap<Integer, Long> filesEnd) {}
