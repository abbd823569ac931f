package io.ida.streams.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Place of a record in a {@link DeadlineQueue}: earliest deadline first.
 *
 * @param deadline milliseconds since the epoch; negative ones count as 0
 * @param id id of the record, unique in the queue
 */
public record Turn(long deadline, String id) implements Comparable<Turn> {
    static final Turn FIRST = new Turn(0, "");

    public Turn {
        deadline = Math.max(0, deadline);
    }

    /** The order of the bytes of {@link #serde}. */
    @Override
    public int compareTo(Turn other) {
        int byDeadline = Long.compare(deadline, other.deadline);
        return byDeadline != 0
                ? byDeadline
                : Arrays.compareUnsigned(
                        id.getBytes(StandardCharsets.UTF_8), other.id.getBytes(StandardCharsets.UTF_8));
    }

    static Serde<Turn> serde() {
        return Serdes.serdeFrom((topic, turn) -> turn == null ? null : turn.bytes(), (topic, bytes) -> read(bytes));
    }

    private byte[] bytes() {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(deadline)
                .put(name)
                .array();
    }

    private static Turn read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        String id = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        return new Turn(ByteBuffer.wrap(bytes).getLong(), id);
    }
}
