package io.ida.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file. The writer lists the encodings of a column in the order of a hash set, which another process
 * has otherwise; here they are sorted, so that the same rows are the same bytes.
 */
final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

    private ParquetFooter() {}

    /** Copies a complete file, with everything in its footer in order. */
    static void copySorted(Path file, ExportFile out) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long tail = bytes.length() - TAIL_BYTES;
            bytes.seek(tail);
            int length = Integer.reverseBytes(bytes.readInt());
            byte[] footer = new byte[length];
            bytes.seek(tail - length);
            bytes.readFully(footer);
            byte[] sorted = sorted(footer);
            out.copy(file, tail - length);
            out.write(sorted);
            out.write(ByteBuffer.allocate(TAIL_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(sorted.length)
                    .put(MAGIC)
                    .array());
        }
    }

    private static byte[] sorted(byte[] footer) throws IOException {
        FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
        for (RowGroup group : metadata.getRow_groups()) {
            for (ColumnChunk column : group.getColumns()) {
                sort(column.getMeta_data());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(footer.length);
        Util.writeFileMetaData(metadata, out);
        return out.toByteArray();
    }

    private static void sort(ColumnMetaData column) {
        column.getEncodings().sort(Comparator.naturalOrder());
        if (column.isSetEncoding_stats()) {
            column.getEncoding_stats()
                    .sort(Comparator.comparing(PageEncodingStats::getPage_type)
                            .thenComparing(PageEncodingStats::getEncoding));
        }
    }
}
