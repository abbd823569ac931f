package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shard of MosaicML Streaming, version 2: number of samples, where each begins, the columns as JSON, then the samples;
 * a sample is the sizes of its columns and their bytes. All numbers are unsigned, 32 bits, little-endian.
 *
 * <p>Where samples begin is known only in the end. Until there is a megabyte of them they wait in memory; a shard with more
 * has room for the beginnings of {@value #MOST_SAMPLES}, the most that a shard has, and after the columns zeros, which no
 * reader comes to.
 *
 * <p>Columns: {@code row}, the whole row as JSON, and {@code prompt} and {@code completion}, empty where the row makes no
 * {@link PromptCompletion}; {@code fit} says whether it does.
 */
final class MdsShard implements Shard {
    /** Sorted, as the reader has them. */
    private static final List<String> COLUMNS = List.of("completion", "fit", "prompt", "row");

    private static final List<String> ENCODINGS = List.of("str", "int", "str", "json");
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int MOST_SAMPLES = 100_000;
    private static final int BYTES_WAITING = 1 << 20;
    private static final int NUMBER_BYTES = Integer.BYTES;

    /** The sizes of completion, prompt and row. A column of fixed size, as integers are, has none. */
    private static final byte[] SIZES = new byte[3 * NUMBER_BYTES];

    private static final byte[] COLUMNS_JSON = utf8(columns().toString());

    private final ExportFile file;
    private final List<Long> sizes = new ArrayList<>();

    /** The samples, until they do not wait any more. */
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();

    /** Where samples begin in the file, 0 while they wait. */
    private int begin;

    MdsShard(ExportFile file) {
        this.file = file;
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
        if (begin == 0 && first.size() + row.size() > BYTES_WAITING) {
            begin = headBytes(MOST_SAMPLES);
            file.leaveRoom(begin);
            first.writeTo(file);
            first.reset();
        }
        row.writeTo(begin == 0 ? first : file, 0);
        sizes.add((long) row.size());
    }

    @Override
    public boolean isFull() {
        return sizes.size() == MOST_SAMPLES;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void finish() throws IOException {
        if (begin > 0) {
            file.fillRoom(head(begin));
        } else {
            file.write(head(headBytes(sizes.size())));
            first.writeTo(file);
        }
    }

    /** What comes before the samples of a shard: their number, where each begins and the last one ends, and the columns. */
    private byte[] head(long samplesBegin) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(headBytes(sizes.size())).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(sizes.size());
        long place = samplesBegin;
        for (long size : sizes) {
            head.putInt(checked(place));
            place += size;
        }
        return head.putInt(checked(place)).put(COLUMNS_JSON).array();
    }

    private static int headBytes(int samples) {
        return Math.toIntExact((samples + 2L) * NUMBER_BYTES + COLUMNS_JSON.length);
    }

    private static int checked(long place) throws IOException {
        if (place > LARGEST) {
            throw new IOException("A shard of this format has at most 4 GiB: choose smaller shards.");
        }
        return (int) place;
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
}
