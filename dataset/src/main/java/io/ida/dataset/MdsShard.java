package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard of MosaicML Streaming, version 2: number of samples, where each begins, the columns as JSON, then the samples;
 * a sample is the sizes of its columns and their bytes. All numbers are unsigned, 32 bits, little-endian.
 *
 * <p>Columns: {@code row}, the whole row as JSON, and {@code prompt} and {@code completion}, empty where the row is not
 * fit to learn from; {@code fit} says whether it is.
 */
final class MdsShard implements Shard {
    /** Sorted, as the reader has them. */
    private static final List<String> COLUMNS = List.of("completion", "fit", "prompt", "row");

    private static final List<String> ENCODINGS = List.of("str", "int", "str", "json");
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int NUMBER_BYTES = Integer.BYTES;

    private final Path file;
    private final Path samples;
    private final OutputStream out;
    private final List<Long> sizes = new ArrayList<>();

    MdsShard(Path file) throws IOException {
        this.file = file;
        samples = file.resolveSibling(file.getFileName() + ".samples");
        out = new BufferedOutputStream(Files.newOutputStream(samples));
    }

    @Override
    public int add(Row row) throws IOException {
        ObjectNode sample =
                PromptCompletion.SAMPLES.of(row).stream().findFirst().orElse(null);
        byte[] completion = text(sample, "completion");
        byte[] prompt = text(sample, "prompt");
        byte[] all = Json.bytes(row);
        // A column of fixed size, as integers are, has no entry among the sizes.
        ByteBuffer head =
                numbers(3).putInt(completion.length).putInt(prompt.length).putInt(all.length);
        ByteBuffer fit =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(sample == null ? 0 : 1);
        long size = 0;
        for (byte[] part : List.of(head.array(), completion, fit.array(), prompt, all)) {
            out.write(part);
            size += part.length;
        }
        sizes.add(size);
        return 1;
    }

    private static byte[] text(ObjectNode sample, String column) {
        return sample == null ? new byte[0] : sample.get(column).textValue().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void finish() throws IOException {
        out.close();
        byte[] columns = Json.MAPPER.writeValueAsBytes(columns());
        ByteBuffer head = numbers(sizes.size() + 2).putInt(sizes.size());
        long begin = (long) head.capacity() + columns.length;
        for (long size : sizes) {
            head.putInt(checked(begin));
            begin += size;
        }
        head.putInt(checked(begin));
        try (DataOutputStream whole = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            whole.write(head.array());
            whole.write(columns);
            Files.copy(samples, whole);
        }
    }

    private static int checked(long place) throws IOException {
        if (place > LARGEST) {
            throw new IOException("A shard of this format has at most 4 GiB: choose smaller shards.");
        }
        return (int) place;
    }

    private static ByteBuffer numbers(int count) {
        return ByteBuffer.allocate(count * NUMBER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The columns, as shard and index name them. */
    static ObjectNode columns() {
        ObjectNode columns = Json.MAPPER.createObjectNode();
        ArrayNode encodings = columns.putArray("column_encodings");
        ENCODINGS.forEach(encodings::add);
        ArrayNode names = columns.putArray("column_names");
        COLUMNS.forEach(names::add);
        ArrayNode fixed = columns.putArray("column_sizes");
        ENCODINGS.forEach(encoding -> {
            if (encoding.equals("int")) {
                fixed.add(Long.BYTES);
            } else {
                fixed.addNull();
            }
        });
        columns.putNull("compression").put("format", "mds").putArray("hashes");
        return columns.putNull("size_limit").put("version", 2);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(samples);
    }
}
