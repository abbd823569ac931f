package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ida.models.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file of a network: a header as one line of JSON in UTF-8, which {@code head -1} shows, then its sections, each all
 * parameters in the order of the header as little-endian 32-bit floats. The first section is what is served, so a reader
 * that only serves holds nothing else in memory.
 */
final class CheckpointFile {
    private static final int LONGEST_HEADER = 1 << 22;
    private static final int CHUNK_FLOATS = 1 << 14;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final InputStream in;
    private final Header header;
    private int nextSection;

    /**
     * What a network is.
     *
     * @param architecture what reads it, for example neural/1
     * @param config what the network is made from
     * @param steps how many training steps it had
     * @param vocabulary its tokens by number
     * @param parameters names and shapes of its parameters
     * @param sections names of the sections
     */
    @JsonPropertyOrder({"architecture", "config", "steps", "vocabulary", "parameters", "sections"})
    record Header(
            String architecture,
            JsonNode config,
            long steps,
            List<String> vocabulary,
            List<ParameterShape> parameters,
            List<String> sections) {
        static Header of(
                String architecture,
                Object config,
                long steps,
                List<String> vocabulary,
                ParameterLayout layout,
                List<String> sections) {
            return new Header(architecture, JSON.valueToTree(config), steps, vocabulary, layout.shapes(), sections);
        }
    }

    private CheckpointFile(InputStream in, Header header) {
        this.in = in;
        this.header = header;
    }

    /** Writes a file; the same content gives the same bytes. */
    static void write(Header header, List<float[]> sections, OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(header));
        out.write('\n');
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] section : sections) {
            for (int begin = 0; begin < section.length; begin += CHUNK_FLOATS) {
                int count = Math.min(CHUNK_FLOATS, section.length - begin);
                chunk.asFloatBuffer().put(section, begin, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
            }
        }
    }

    /**
     * Reads the header.
     *
     * @throws CheckpointException if it is garbled or of another architecture
     */
    static CheckpointFile open(InputStream in, String architecture) throws IOException {
        String line = firstLine(in, architecture);
        try {
            JsonNode tree = JSON.readTree(line);
            String actual = tree.path("architecture").asText();
            if (!architecture.equals(actual)) {
                throw new CheckpointException("its architecture is '" + actual + "', not " + architecture);
            }
            return new CheckpointFile(in, JSON.treeToValue(tree, Header.class));
        } catch (JsonProcessingException garbled) {
            throw new CheckpointException(
                    "its header is garbled, not that of a " + architecture + ": " + garbled.getOriginalMessage(),
                    garbled);
        }
    }

    private static String firstLine(InputStream in, String architecture) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() == LONGEST_HEADER) {
                throw new CheckpointException("it has no header line, so it is not a " + architecture);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    long steps() {
        return header.steps();
    }

    /**
     * What the network is made from.
     *
     * @throws CheckpointException if that is garbled
     */
    <C> C config(Class<C> type) throws CheckpointException {
        try {
            return JSON.treeToValue(header.config(), type);
        } catch (JsonProcessingException garbled) {
            throw new CheckpointException("its config is garbled: " + garbled.getOriginalMessage(), garbled);
        }
    }

    /**
     * Compares the file with the network that was made from its config.
     *
     * @throws CheckpointException if it belongs to another network; the message says where they differ
     */
    void requireFits(List<String> vocabulary, ParameterLayout layout, List<String> sections)
            throws CheckpointException {
        requireEqual("vocabulary", header.vocabulary(), vocabulary);
        requireEqual("parameters", header.parameters(), layout.shapes());
        requireEqual("sections", header.sections(), sections);
    }

    private static void requireEqual(String what, List<?> actual, List<?> expected) throws CheckpointException {
        if (actual.equals(expected)) {
            return;
        }
        int place = 0;
        while (place < actual.size()
                && place < expected.size()
                && actual.get(place).equals(expected.get(place))) {
            place++;
        }
        throw new CheckpointException("its " + what + " do not fit its config: at place " + place + " they have "
                + at(actual, place) + " instead of " + at(expected, place));
    }

    private static String at(List<?> list, int place) {
        return place < list.size() ? list.get(place).toString() : "nothing";
    }

    /**
     * Reads the next section.
     *
     * @throws CheckpointException if the file ends in it, or it has a number that is not finite
     */
    float[] readSection() throws IOException {
        float[] section = new float[sectionSize()];
        for (int begin = 0; begin < section.length; begin += CHUNK_FLOATS) {
            int count = Math.min(CHUNK_FLOATS, section.length - begin);
            byte[] bytes = in.readNBytes(count * Float.BYTES);
            if (bytes.length < count * Float.BYTES) {
                throw truncated();
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(section, begin, count);
        }
        for (float number : section) {
            if (!Float.isFinite(number)) {
                throw new CheckpointException("its section " + sectionName() + " has a number that is not finite");
            }
        }
        nextSection++;
        return section;
    }

    /**
     * Passes over what is left, without keeping it.
     *
     * @throws CheckpointException if the file ends too early or too late
     */
    void finish() throws IOException {
        byte[] passed = new byte[CHUNK_FLOATS * Float.BYTES];
        for (; nextSection < header.sections().size(); nextSection++) {
            // Read, not skipped: a stream that hashes what is read does not see what is skipped.
            long left = (long) sectionSize() * Float.BYTES;
            while (left > 0) {
                int count = in.read(passed, 0, (int) Math.min(left, passed.length));
                if (count < 0) {
                    throw truncated();
                }
                left -= count;
            }
        }
        if (in.read() >= 0) {
            throw new CheckpointException("it goes on after its last section "
                    + header.sections().get(header.sections().size() - 1));
        }
    }

    private int sectionSize() {
        return header.parameters().stream().collect(Collectors.summingInt(ParameterShape::size));
    }

    private CheckpointException truncated() {
        return new CheckpointException("it is truncated: it ends in its section " + sectionName());
    }

    private String sectionName() {
        return header.sections().get(nextSection);
    }
}
