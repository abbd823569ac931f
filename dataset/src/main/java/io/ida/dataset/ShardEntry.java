package io.ida.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;

/**
 * What the index says of one shard.
 *
 * @param file name of the file
 * @param samples number of samples in it
 * @param rows number of traces that they were made from
 * @param bytes size of the file
 * @param sha256 of the file, in hexadecimal
 * @param partition the one partition that its rows are from
 * @param firstOffset of its first row
 * @param lastOffset of its last row
 * @param counts rows by task, depth, split, supervisor and assistant
 */
record ShardEntry(
        @JsonProperty(required = true) String file,
        @JsonProperty(required = true) long samples,
        @JsonProperty(required = true) long rows,
        @JsonProperty(required = true) long bytes,
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) int partition,
        @JsonProperty(required = true) long firstOffset,
        @JsonProperty(required = true) long lastOffset,
        @JsonProperty(required = true) SortedMap<String, SortedMap<String, Long>> counts) {}
