package io.ida.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas of today and the frozen ones of every release, {@code avro-released/<release>/<Event>.avsc}. */
final class ReleasedSchemas {
    static final Path ROOT = Path.of("src", "main", "avro-released");

    /** A frozen schema. */
    record Released(String release, String event, Schema schema) {
        @Override
        public String toString() {
            return release + "/" + event;
        }
    }

    private ReleasedSchemas() {}

    /** The events of all topics, by simple name. */
    static Map<String, Class<? extends SpecificRecord>> events() {
        Map<String, Class<? extends SpecificRecord>> events = new LinkedHashMap<>();
        for (Topic<?> topic : new Topics("ida.", 1).events()) {
            events.put(topic.valueType().getSimpleName(), topic.valueType());
        }
        return events;
    }

    static Schema current(Class<? extends SpecificRecord> event) {
        return LanguageNeutral.of(SpecificData.get().getSchema(event));
    }

    static List<Released> all(Path root) {
        List<Released> released = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .toList()) {
                released.add(new Released(
                        file.getParent().getFileName().toString(),
                        file.getFileName().toString().replace(".avsc", ""),
                        new Schema.Parser().parse(Files.readString(file))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return released;
    }

    /** Writes the schemas of today as a release; a release is written once. */
    static void freeze(Path root, String release) throws IOException {
        Path folder = root.resolve(release);
        if (Files.exists(folder)) {
            throw new IllegalStateException("Release " + release + " is frozen already.");
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, Class<? extends SpecificRecord>> event : events().entrySet()) {
            Files.writeString(
                    folder.resolve(event.getKey() + ".avsc"),
                    current(event.getValue()).toString(true) + "\n");
        }
    }
}
