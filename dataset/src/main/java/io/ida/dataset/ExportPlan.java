package io.ida.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What an export contains, to the byte: two exports with equal plans are equal. Written to the directory before the first
 * shard, so that an export that was stopped goes on with the same.
 *
 * @param revision which bytes are made of rows: {@link #REVISION}, or another one where another version of this software
 *     began the export
 * @param topic full name of the trace topic
 * @param topicId what tells the topic from others of that name, on another cluster or made anew
 * @param format name of the format
 * @param split TRAIN, VALIDATION or TEST for the rows of one split; null for all
 * @param shardRows a shard is complete with so many samples, or a few more where its last row makes several
 * @param shardBytes a shard is complete when the events in it have so many bytes in the topic
 * @param withdrawals how many records of the topic of withdrawals count
 * @param from first offset by partition, included
 * @param to end offset by partition, excluded; empty for an export that follows the topic
 */
public record ExportPlan(
        @JsonProperty(value = ExportPlan.REVISION_FIELD, required = true)
        int revision,

        @JsonProperty(required = true) String topic,
        @JsonProperty(required = true) String topicId,
        @JsonProperty(required = true) String format,
        @JsonProperty(required = true) String split,
        @JsonProperty(required = true) int shardRows,
        @JsonProperty(required = true) long shardBytes,
        @JsonProperty(required = true) long withdrawals,
        @JsonProperty(required = true) SortedMap<Integer, Long> from,
        @JsonProperty(required = true) SortedMap<Integer, Long> to) {
    /**
     * To be raised with every change of the bytes that a plan makes of the same rows, in whatever format: of shards, of
     * where they end, of how they are named. An export goes on only with the revision that it was begun with, so that no
     * directory has shards of two kinds.
     */
    public static final int REVISION = 2;

    static final String REVISION_FIELD = "revision";

    /** A plan of this version of the software. */
    public ExportPlan(
            String topic,
            String topicId,
            String format,
            String split,
            int shardRows,
            long shardBytes,
            long withdrawals,
            SortedMap<Integer, Long> from,
            SortedMap<Integer, Long> to) {
        this(REVISION, topic, topicId, format, split, shardRows, shardBytes, withdrawals, from, to);
    }

    public ExportPlan {
        if (shardRows < 1 || shardBytes < 1) {
            throw new ExportException(
                    "A shard has at least 1 row and 1 byte, not " + shardRows + " rows and " + shardBytes + " bytes.");
        }
        from = new TreeMap<>(from);
        to = new TreeMap<>(to);
        if (!to.isEmpty() && !to.keySet().equals(from.keySet())) {
            throw new ExportException("The range begins in the partitions " + from.keySet() + " and ends in "
                    + to.keySet() + ": name both ends for each.");
        }
        for (Map.Entry<Integer, Long> begin : from.entrySet()) {
            long end = to.getOrDefault(begin.getKey(), Long.MAX_VALUE);
            if (begin.getValue() < 0 || begin.getValue() > end) {
                throw new ExportException("Offsets from " + begin.getValue() + " to " + end + " of partition "
                        + begin.getKey() + " are no range.");
            }
        }
    }

    /** Whether it goes on until it is stopped. */
    boolean follows() {
        return to.isEmpty();
    }

    /** The partitions to export, ascending. */
    List<TopicPartition> partitions() {
        return from.keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Where a partition ends. */
    long end(int partition) {
        return to.getOrDefault(partition, Long.MAX_VALUE);
    }

    /** What is otherwise than in another plan, by the names in the file of the plan. */
    List<String> differences(ExportPlan other) {
        JsonNode theirs = Json.MAPPER.valueToTree(other);
        return Json.MAPPER.<ObjectNode>valueToTree(this).properties().stream()
                .filter(field -> !field.getValue().equals(theirs.get(field.getKey())))
                .map(field -> field.getKey() + " " + field.getValue() + ", not " + theirs.get(field.getKey()))
                .toList();
    }

    ExportFormat exportFormat() {
        return ExportFormat.of(format)
                .orElseThrow(() -> new ExportException(
                        "Unknown format '" + format + "'. Formats: " + String.join(", ", ExportFormat.names()) + "."));
    }
}
