package io.ida.dataset;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Whole rows as nested columns, compressed with zstd. Rows are striped into columns some at a time, and what the columns
 * have becomes a row group when it is large enough; so does what is left in the end. It takes rows that are not encoded, as
 * where a page ends depends on all rows of the shard.
 */
final class ParquetShard implements Shard {
    /** Rows are encoded when there are so many, or when their events have so many bytes. */
    private static final int BATCH_ROWS = 256;

    private static final int BATCH_BYTES = 1 << 18;

    /** Bounds what a shard holds in memory: a row group is written when it has so many bytes. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    /** What is not compressed yet, of each column: much less than the library's 1 MB, so that it stays near the processor. */
    private static final int PAGE_BYTES = 1 << 17;

    private static final ParquetProperties PROPERTIES = properties();

    private final CodecFactory codecs = new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);
    private final BytesInputCompressor zstd = codecs.getCompressor(CompressionCodecName.ZSTD);
    private final ParquetOutput output;
    private final ParquetFileWriter file;
    private final ParquetRows rows = new ParquetRows();
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private long groupRows;
    private int batchRows;
    private long batchBytes;

    ParquetShard(ExportFile file) throws IOException {
        output = new ParquetOutput(file);
        this.file = new ParquetFileWriter(
                output, ParquetRows.SCHEMA, ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, null, PROPERTIES);
        this.file.start();
        beginGroup();
    }

    private static ParquetProperties properties() {
        ParquetProperties.Builder properties = ParquetProperties.builder()
                .withPageSize(PAGE_BYTES)
                // Filling dictionaries takes a third of the time; zstd finds most of what they would save.
                .withDictionaryEncoding(false)
                .withSizeStatisticsEnabled(false);
        // The least and the largest value of what is in a list help nobody to find a row.
        for (ColumnDescriptor column : ParquetRows.SCHEMA.getColumns()) {
            if (column.getMaxRepetitionLevel() > 0) {
                properties.withStatisticsEnabled(String.join(".", column.getPath()), false);
            }
        }
        return properties.build();
    }

    private void beginGroup() {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> zstd)
                .withSchema(ParquetRows.SCHEMA)
                .withAllocator(PROPERTIES.getAllocator())
                .withColumnIndexTruncateLength(PROPERTIES.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(PROPERTIES.getPageWriteChecksumEnabled())
                .build();
        columns = PROPERTIES.newColumnWriteStore(ParquetRows.SCHEMA, pages, pages);
        groupRows = 0;
    }

    @Override
    public void add(EncodedRow encoded) throws IOException {
        Row row = encoded.whole().orElseThrow();
        rows.add(row);
        batchRows++;
        batchBytes += row.eventBytes();
        if (batchRows == BATCH_ROWS || batchBytes >= BATCH_BYTES) {
            encode();
            if (columns.getBufferedSize() >= ROW_GROUP_BYTES) {
                endGroup();
                beginGroup();
            }
        }
    }

    private void encode() {
        for (ParquetColumn column : rows.columns()) {
            column.encode(columns.getColumnWriter(column.descriptor()));
        }
        for (int i = 0; i < batchRows; i++) {
            columns.endRecord();
        }
        groupRows += batchRows;
        batchRows = 0;
        batchBytes = 0;
    }

    private void endGroup() throws IOException {
        if (groupRows > 0) {
            file.startBlock(groupRows);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        columns.close();
        pages.close();
    }

    @Override
    public void finish() throws IOException {
        encode();
        endGroup();
        output.beginFooter();
        file.end(Map.of());
        output.writeFooter();
    }

    @Override
    public void close() throws IOException {
        codecs.release();
    }
}
