package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A WebDataset: for each row the members {@code <key>.json}, the whole row, and, where the row is fit to learn from,
 * {@code <key>.prompt.txt} and {@code <key>.completion.txt}.
 */
final class TarShard implements Shard {
    private static final int MODE = 0644;

    private final TarArchiveOutputStream tar;

    TarShard(Path file) throws IOException {
        tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8.name());
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    @Override
    public int add(Row row) throws IOException {
        String key = String.format(Locale.ROOT, "%05d-%020d", row.partition(), row.offset());
        member(key + ".json", Json.bytes(row));
        for (ObjectNode sample : PromptCompletion.SAMPLES.of(row)) {
            member(key + ".prompt.txt", utf8(sample.get("prompt").textValue()));
            member(key + ".completion.txt", utf8(sample.get("completion").textValue()));
        }
        return 1;
    }

    private void member(String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        entry.setMode(MODE);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
