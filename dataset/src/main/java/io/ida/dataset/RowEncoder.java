package io.ida.dataset;

import java.io.IOException;

/** Makes of rows what the files of a format have for each, wherever in a file it comes to be. For one thread. */
@FunctionalInterface
interface RowEncoder {
    /** The encoder of a format that needs the rows themselves. */
    RowEncoder NONE = row -> 1;

    /**
     * Adds what the format makes of a row to the bytes of this encoder; nothing, where the format needs the rows themselves.
     *
     * @return the number of samples that it makes, 0 if the format has no use for the row
     */
    int add(Row row) throws IOException;

    /** Makes encoders. */
    @FunctionalInterface
    interface Factory {
        RowEncoder encoder(Bytes out) throws IOException;
    }
}
