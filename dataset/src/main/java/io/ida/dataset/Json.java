package io.ida.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonpCharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    /** Writes values one after another, with something between them. */
    static JsonGenerator generator(OutputStream out, String separator) throws IOException {
        return MAPPER.getFactory().createGenerator(out).setRootValueSeparator(new SerializedString(separator));
    }

    /** The same JSON without white space. */
    static String compact(String json) {
        try {
            return MAPPER.writeValueAsString(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }
}
