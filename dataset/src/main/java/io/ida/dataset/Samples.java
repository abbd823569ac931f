package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What a format makes of a row, as JSON. */
@FunctionalInterface
interface Samples {
    /**
     * Writes the samples that a row makes, an object each, in order.
     *
     * @return how many they are, 0 if the format has no use for the row
     */
    int write(Row row, JsonGenerator json) throws IOException;
}
