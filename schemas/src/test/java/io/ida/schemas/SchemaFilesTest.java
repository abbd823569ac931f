package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "avro"))) {
            return files.filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingIsExplainedAndEnumsHaveDefaults(Path file) throws Exception {
        assertThat(problems(JSON.readTree(file.toFile()), file.toString())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsNamedAfterItsType(Path file) throws Exception {
        JsonNode schema = JSON.readTree(file.toFile());
        assertThat(file).hasFileName(schema.get("name").asText() + ".avsc");
        assertThat(schema.get("namespace").asText()).isEqualTo("io.ida.events");
    }

    @Test
    void theWalkFindsWhatIsMissing() throws Exception {
        String careless = """
                {"type": "record", "name": "R", "fields": [{"name": "f", "doc": " ", "type": ["null", {"type": "array",
                  "items": {"type": "enum", "name": "E", "doc": "An enum.", "symbols": ["A"]}}]}]}""";
        assertThat(problems(JSON.readTree(careless), "R"))
                .containsExactly("R has no doc", "R.f has no doc", "R.f has an enum without default");
    }

    private static List<String> problems(JsonNode node, String place) {
        List<String> problems = new ArrayList<>();
        String type = node.path("type").asText();
        if ((type.equals("record") || type.equals("enum") || node.has("name"))
                && node.path("doc").asText().isBlank()) {
            problems.add(place + " has no doc");
        }
        if (type.equals("enum") && !node.has("default")) {
            problems.add(place + " has an enum without default");
        }
        for (JsonNode field : node.path("fields")) {
            problems.addAll(problems(field, place + "." + field.path("name").asText()));
        }
        for (String nested : List.of("type", "items", "values")) {
            JsonNode inner = node.path(nested);
            (inner.isArray() ? inner : List.of(inner)).forEach(part -> {
                if (part.isObject()) {
                    problems.addAll(problems(part, place));
                }
            });
        }
        return problems;
    }
}
