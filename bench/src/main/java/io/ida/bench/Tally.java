package io.ida.bench;

/**
 * Records of a topic, without the markers of transactions.
 *
 * @param records how many
 * @param keyBytes serialized size of all keys
 * @param valueBytes serialized size of all values
 */
record Tally(long records, long keyBytes, long valueBytes) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(records + other.records, keyBytes + other.keyBytes, valueBytes + other.valueBytes);
    }

    /** Mean size of a key, rounded. */
    int meanKeyBytes() {
        return mean(keyBytes);
    }

    /** Mean size of a value, rounded. */
    int meanValueBytes() {
        return mean(valueBytes);
    }

    private int mean(long bytes) {
        return records == 0 ? 0 : Math.toIntExact(Math.round((double) bytes / records));
    }
}
