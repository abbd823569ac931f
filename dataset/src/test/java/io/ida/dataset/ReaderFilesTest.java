package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Leaves an export in each format, and the rows of the topic as an Avro file, in {@code target/exports}, for the tests in
 * Python that read them with the libraries that they are for.
 */
class ReaderFilesTest {
    private static final int ROWS = 120;
    private static final Path EXPORTS = Path.of("target", "exports");

    private final TraceTopic topic = new TraceTopic(Traces.of(ROWS));

    @ParameterizedTest
    @EnumSource
    void anExportIsThereInEveryFormat(ExportFormat format) throws IOException {
        Path directory = EXPORTS.resolve(format.toString());
        clear(directory);
        ExportPlan all = topic.plan(format, 25);
        ExportPlan plan = new ExportPlan(
                all.topic(),
                all.topicId(),
                all.format(),
                null,
                25,
                3 << 20,
                0,
                new TreeMap<>(all.from()),
                new TreeMap<>(all.to()));

        ExportSummary summary = new Exporter(plan, trace -> false, topic.decoder(), new Silence())
                .run(directory, topic.consumer(ROWS), () -> false);

        assertThat(summary.shards()).isGreaterThan(1);
        assertThat(directory).isDirectoryContaining("glob:**/README.md");
    }

    @Test
    void theRowsAreThereAsAvro() throws IOException {
        Files.createDirectories(EXPORTS);
        SpecificData model = new SpecificData();
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        Path file = EXPORTS.resolve("rows.avro");
        List<Row> rows = topic.rows();
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<>(new SpecificDatumWriter<GenericRecord>(RowSchema.SCHEMA, model))) {
            writer.create(RowSchema.SCHEMA, file.toFile());
            for (Row row : rows) {
                writer.append(new RowRecord(row));
            }
        }

        assertThat(rows).hasSize(ROWS);
        assertThat(file).isNotEmptyFile();
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static final class Silence implements Exporter.Progress {
        @Override
        public void shardCompleted(String file, long samples, long bytes) {
            assertThat(samples).as(file).isPositive();
        }

        @Override
        public void unreadable(int partition, long offset, String reason) {
            throw new AssertionError(reason);
        }
    }
}
