package io.ida.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Whole rows as nested columns, compressed with zstd. */
final class ParquetShard implements Shard {
    /** Bounds what a shard holds in memory: a row group is written when it has so many bytes. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    /** What is not compressed yet, of each column: much less than the library's 1 MB, so that it stays near the processor. */
    private static final int PAGE_BYTES = 1 << 17;

    private final ExportFile file;
    private final Path scratch;
    private final ParquetWriter<Row> writer;
    private boolean finished;

    ParquetShard(ExportFile file) throws IOException {
        this.file = file;
        scratch = file.scratch();
        Files.deleteIfExists(scratch); // the library wants to make it
        Builder builder = new Builder(new LocalOutputFile(scratch))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                // Filling dictionaries takes a third of the time; zstd finds most of what they would save.
                .withDictionaryEncoding(false)
                .withSizeStatisticsEnabled(false);
        // The least and the largest value of what is in a list help nobody to find a row.
        for (ColumnDescriptor column : ParquetRows.SCHEMA.getColumns()) {
            if (column.getMaxRepetitionLevel() > 0) {
                builder.withStatisticsEnabled(String.join(".", column.getPath()), false);
            }
        }
        writer = builder.build();
    }

    @Override
    public int add(Row row) throws IOException {
        writer.write(row);
        return 1;
    }

    @Override
    public void finish() throws IOException {
        finished = true;
        writer.close();
        ParquetFooter.copySorted(scratch, file);
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            writer.close();
        }
        Files.deleteIfExists(scratch);
    }

    /** A builder of writers that take rows. */
    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration ignored) {
            return new ParquetRows();
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        protected WriteSupport<Row> getWriteSupport(Configuration ignored) {
            return new ParquetRows();
        }
    }
}
