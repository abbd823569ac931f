package io.ida.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonpCharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** How JSON is written and read here. */
final class Json {
    /**
     * The line separators of Unicode are escaped: some readers of JSON lines cut at them. Streams are left open, for more
     * than one value.
     */
    static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactory()
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setCharacterEscapes(JsonpCharacterEscapes.instance()))
            .build();

    private Json() {}

    /** Writes values one after another, with nothing between them. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.getFactory().createGenerator(out).setRootValueSeparator(null);
    }

    /** A row as bytes. */
    static byte[] bytes(Row row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = generator(bytes)) {
            RowJson.write(row, json);
        }
        return bytes.toByteArray();
    }
}
