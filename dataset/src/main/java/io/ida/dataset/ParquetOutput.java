package io.ida.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write to a file of an export, which is not its to close, with the footer as {@link ParquetFooter} has it. */
final class ParquetOutput implements OutputFile {
    private final ExportFile file;
    private final ByteArrayOutputStream end = new ByteArrayOutputStream();
    private final Stream stream = new Stream();
    private OutputStream out;
    private long position;

    ParquetOutput(ExportFile file) {
        this.file = file;
        out = file;
    }

    /** From now on keeps what comes. */
    void beginFooter() {
        out = end;
    }

    /** Writes what was kept, which is the end of the file. */
    void writeFooter() throws IOException {
        file.write(ParquetFooter.sorted(end.toByteArray()));
    }

    @Override
    public PositionOutputStream create(long blockSize) {
        return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        return stream;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class Stream extends PositionOutputStream {
        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }
    }
}
