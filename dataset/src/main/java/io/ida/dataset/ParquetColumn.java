package io.ida.dataset;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * The values of one column that wait to be encoded, each with its levels as Parquet defines them. A column's state is many
 * objects of the library and a row goes to all columns, so to encode each value when it comes is to find everything gone
 * from the processor's cache; here a column encodes the values of many rows at once. For one thread.
 */
final class ParquetColumn {
    private static final int FIRST_CAPACITY = 1 << 8;

    private final ColumnDescriptor descriptor;
    private Object[] values = new Object[FIRST_CAPACITY];
    private byte[] repetitions = new byte[FIRST_CAPACITY];
    private byte[] definitions = new byte[FIRST_CAPACITY];
    private int size;
    private String latest;
    private Binary latestBytes;

    ParquetColumn(ColumnDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** @param value null where {@code definition} says that there is none */
    void add(Object value, int repetition, int definition) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            repetitions = Arrays.copyOf(repetitions, 2 * size);
            definitions = Arrays.copyOf(definitions, 2 * size);
        }
        values[size] = value;
        repetitions[size] = (byte) repetition;
        definitions[size] = (byte) definition;
        size++;
    }

    /** Encodes everything that waits. */
    void encode(ColumnWriter to) {
        // A loop for each type, as to find out for each value what it is takes longer than to encode it.
        switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> encodeTexts(to);
            case INT32 -> encodeIntegers(to);
            case INT64 -> encodeLongs(to);
            case BOOLEAN -> encodeBooleans(to);
            default -> throw new IllegalStateException("No trace has a column " + descriptor + ".");
        }
        Arrays.fill(values, 0, size, null);
        size = 0;
    }

    private void encodeTexts(ColumnWriter to) {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value == null) {
                to.writeNull(repetitions[i], definitions[i]);
            } else {
                to.write(utf8(value instanceof String text ? text : value.toString()), repetitions[i], definitions[i]);
            }
        }
    }

    /** Often a column says the same in row after row. */
    private Binary utf8(String text) {
        if (!text.equals(latest)) {
            latest = text;
            latestBytes = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
        }
        return latestBytes;
    }

    private void encodeIntegers(ColumnWriter to) {
        for (int i = 0; i < size; i++) {
            if (values[i] == null) {
                to.writeNull(repetitions[i], definitions[i]);
            } else {
                to.write((int) values[i], repetitions[i], definitions[i]);
            }
        }
    }

    private void encodeLongs(ColumnWriter to) {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value == null) {
                to.writeNull(repetitions[i], definitions[i]);
            } else {
                long number = value instanceof Instant time ? time.toEpochMilli() : (long) value;
                to.write(number, repetitions[i], definitions[i]);
            }
        }
    }

    private void encodeBooleans(ColumnWriter to) {
        for (int i = 0; i < size; i++) {
            if (values[i] == null) {
                to.writeNull(repetitions[i], definitions[i]);
            } else {
                to.write((boolean) values[i], repetitions[i], definitions[i]);
            }
        }
    }
}
