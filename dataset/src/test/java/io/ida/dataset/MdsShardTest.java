package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards of which the samples wait in memory to the end, and longer ones. */
class MdsShardTest {
    private static final RowCounts.Kind KIND = RowCounts.Kind.of(Traces.of(1).get(0));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 9})
    void samplesAreWhereTheHeadSays(int count) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] sample = new byte[300_000 + i];
            Arrays.fill(sample, (byte) ('a' + i));
            samples.add(sample);
        }
        Path path = directory.resolve("shard");
        try (ExportFile file = new ExportFile(path)) {
            MdsShard shard = new MdsShard(file);
            for (byte[] sample : samples) {
                shard.add(row(sample));
            }
            shard.finish();
            file.flush();

            assertThat(read(path)).containsExactlyElementsOf(samples);
            assertThat(file.size()).isEqualTo(Files.size(path));
            assertThat(file.hash()).isEqualTo(Exports.sha256(path));
        }
    }

    @Test
    void aShortShardHasNoRoomForMoreSamples() throws IOException {
        Path path = directory.resolve("shard");
        try (ExportFile file = new ExportFile(path)) {
            MdsShard shard = new MdsShard(file);
            shard.add(row(new byte[] {1, 2, 3}));
            shard.finish();
            file.flush();

            String columns = MdsShard.columns().toString();
            assertThat(Files.size(path)).isEqualTo(3 * Integer.BYTES + columns.length() + 3);
            assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).contains(columns);
        }
    }

    @Test
    void aShardIsFullWithTheMostSamplesItHasRoomFor() throws IOException {
        EncodedRow row = row(new byte[20]);
        Path path = directory.resolve("shard");
        try (ExportFile file = new ExportFile(path)) {
            MdsShard shard = new MdsShard(file);
            int count = 0;
            while (!shard.isFull()) {
                shard.add(row);
                count++;
            }
            shard.finish();
            file.flush();

            assertThat(count).isEqualTo(100_000);
            assertThat(read(path)).hasSize(count).allMatch(sample -> Arrays.equals(sample, new byte[20]));
        }
    }

    private static EncodedRow row(byte[] sample) throws IOException {
        Bytes bytes = new Bytes();
        bytes.write(sample);
        return new EncodedRow(0, 0, 1, KIND, 1, Optional.empty(), bytes, 0, sample.length);
    }

    /** Reads samples as the reader does: by what two neighbours in the head say. */
    private static List<byte[]> read(Path path) throws IOException {
        ByteBuffer shard = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < shard.getInt(0); i++) {
            int from = shard.getInt((1 + i) * Integer.BYTES);
            byte[] sample = new byte[shard.getInt((2 + i) * Integer.BYTES) - from];
            shard.get(from, sample);
            samples.add(sample);
        }
        return samples;
    }
}
