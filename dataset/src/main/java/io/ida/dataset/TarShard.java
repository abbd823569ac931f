package io.ida.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A WebDataset: for each row the members {@code <key>.json}, the whole row, and, where the row is fit to learn from,
 * {@code <key>.prompt.txt} and {@code <key>.completion.txt}.
 */
final class TarShard implements Shard {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PARTITION_DIGITS = 5;
    private static final int OFFSET_DIGITS = 20;

    private final OutputStream out;
    private final TarHeader header = new TarHeader();
    private final RowBytes whole = new RowBytes();

    TarShard(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    }

    @Override
    public int add(Row row) throws IOException {
        String key = digits(row.partition(), PARTITION_DIGITS) + "-" + digits(row.offset(), OFFSET_DIGITS);
        whole.take(row);
        out.write(header.of(key + ".json", whole.size()));
        whole.writeTo(out);
        pad(whole.size());
        Optional<PromptCompletion> sample = PromptCompletion.of(row.trace());
        if (sample.isPresent()) {
            text(key + ".prompt.txt", sample.get().prompt());
            text(key + ".completion.txt", sample.get().completion());
        }
        return 1;
    }

    private static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }

    private void text(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        out.write(header.of(name, bytes.length));
        out.write(bytes);
        pad(bytes.length);
    }

    /** Members begin at whole blocks. */
    private void pad(int size) throws IOException {
        out.write(TarHeader.ZEROS, 0, -size & (TarHeader.BLOCK_BYTES - 1));
    }

    @Override
    public void finish() throws IOException {
        // Two empty blocks are the end of an archive.
        out.write(TarHeader.ZEROS);
        out.write(TarHeader.ZEROS);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
