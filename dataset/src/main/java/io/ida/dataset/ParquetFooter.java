package io.ida.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    /**
     * The end of a file with everything in its footer in order.
     *
     * @param end indexes, footer, length of the footer and magic, as the writer has them
     */
    static byte[] sorted(byte[] end) throws IOException {
        int tail = end.length - TAIL_BYTES;
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
        int begin = tail - length;
        byte[] footer = sortedFooter(new ByteArrayInputStream(end, begin, length));
        return ByteBuffer.allocate(begin + footer.length + TAIL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(end, 0, begin)
                .put(footer)
                .putInt(footer.length)
                .put(MAGIC)
                .array();
    }

    private static byte[] sortedFooter(InputStream footer) throws IOException {
        FileMetaData metadata = Util.readFileMetaData(footer);
        for (RowGroup group : metadata.getRow_groups()) {
            for (ColumnChunk column : group.getColumns()) {
                sort(column.getMeta_data());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
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
