package io.ida.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ida.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A record that no stage can process, in a topic that a stage reads.
 *
 * @param key which no other record has
 * @param value the bytes, or null
 */
record Poison(String topic, String key, byte[] value) {
    private static final String KEY = "poison-";
    private static final int UNKNOWN_SCHEMA = 900_000_000;
    private static final int KINDS = 4;

    /** The n-th: kinds and topics in turn. */
    static Poison get(Topics topics, int n) {
        List<String> read = List.of(
                topics.questions().name(),
                topics.assists().name(),
                topics.decompositions().name(),
                topics.amplifications().name(),
                topics.subQuestions().name(),
                topics.answers().name(),
                topics.rounds().name());
        return new Poison(read.get(n % read.size()), KEY + n, bytes(n));
    }

    /** Whether a record with this key is poison. */
    static boolean isKey(String key) {
        return key != null && key.startsWith(KEY);
    }

    private static byte[] bytes(int n) {
        return switch (n % KINDS) {
            case 0 -> "no Avro at all".getBytes(UTF_8);
            case 1 ->
                ByteBuffer.allocate(12).put((byte) 0).putInt(UNKNOWN_SCHEMA + n).array();
            case 2 -> ByteBuffer.allocate(5).put((byte) 0).putInt(1).array();
            default -> null;
        };
    }
}
