package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shard of MosaicML Streaming, version 2: number of samples, where each begins, the columns as JSON, then the samples;
 * a sample is the sizes of its columns and their bytes. All numbers are unsigned, 32 bits, little-endian.
 *
 * <p>Columns: {@code row}, the whole row as JSON, and {@code prompt} and {@code completion}, empty where the row makes no
 * {@link PromptCompletion}; {@code fit} says whether it does.
 */
final class MdsShard implements Shard {
    /** Sorted, as the reader has them. */
    private static final List<String> COLUMNS = List.of("completion", "fit", "prompt", "row");

    private static final List<String> ENCODINGS = List.of("str", "int", "str", "json");
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NUMBER_BYTES = Integer.BYTES;

    /** The sizes of completion, prompt and row. A column of fixed size, as integers are, has none. */
    private static final byte[] SIZES = new byte[3 * NUMBER_BYTES];

    private final ExportFile file;
    private final Path scratch;
    private final OutputStream samples;
    private final List<Long> sizes = new ArrayList<>();

    MdsShard(ExportFile file) throws IOException {
        this.file = file;
        scratch = file.scratch();
        samples = new BufferedOutputStream(Files.newOutputStream(scratch), BUFFER_BYTES);
    }

    static RowEncoder encoder(Bytes out) throws IOException {
        JsonGenerator json = Json.generator(out, "");
        ByteBuffer fit = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return row -> {
            Optional<PromptCompletion> sample = PromptCompletion.of(row.trace());
            byte[] completion = utf8(sample.map(PromptCompletion::completion).orElse(""));
            byte[] prompt = utf8(sample.map(PromptCompletion::prompt).orElse(""));
            fit.clear().putLong(sample.isPresent() ? 1 : 0);
            int begin = out.size();
            out.write(SIZES); // when they are known
            out.write(completion);
            out.write(fit.array());
            out.write(prompt);
            int whole = out.size();
            RowJson.write(row, json);
            json.flush();
            out.at(begin).putInt(completion.length).putInt(prompt.length).putInt(out.size() - whole);
            return 1;
        };
    }

    @Override
    public void add(EncodedRow row) throws IOException {
        row.writeTo(samples, 0);
        sizes.add((long) row.size());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void finish() throws IOException {
        samples.close();
        byte[] columns = Json.MAPPER.writeValueAsBytes(columns());
        ByteBuffer begins = numbers(sizes.size() + 2).putInt(sizes.size());
        long begin = (long) begins.capacity() + columns.length;
        for (long size : sizes) {
            begins.putInt(checked(begin));
            begin += size;
        }
        begins.putInt(checked(begin));
        file.write(begins.array());
        file.write(columns);
        file.copy(scratch, Files.size(scratch));
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
        samples.close();
        Files.deleteIfExists(scratch);
    }
}
