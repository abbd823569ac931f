package io.ida.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.synthesize.SynthesizeApp;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The manifests that Helm makes of the chart with one of its examples of values, as the release {@code ida}. Hooks are not
 * among them.
 */
final class Chart {
    static final List<Stage> STAGES =
            List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);
    static final Path DIRECTORY =
            Path.of("..", "charts", "ida").toAbsolutePath().normalize();

    private static final String RELEASE = "ida";

    /** What the chart is rendered for: Helm asks no cluster here. */
    private static final String KUBERNETES = "1.29.0";

    /** Required by one stage, and given by {@code docker/bin/ida}. */
    private static final String MODEL_STORE = "assist.model.store";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private final List<JsonNode> manifests;

    private Chart(String text) {
        this.text = text;
        manifests = StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }

    /**
     * Renders the chart.
     *
     * @param example the name of a file in {@code charts/ida/ci}, before {@code -values.yaml}
     * @throws IllegalStateException with Helm's message if it refuses the values
     */
    static Chart render(String example) {
        return render(example, Map.of());
    }

    /** Like {@link #render(String)}, with further values by their dotted names. */
    static Chart render(String example, Map<String, Object> values) {
        TemplateCommand template = new Helm(DIRECTORY)
                .template()
                .withName(RELEASE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(DIRECTORY.resolve("ci").resolve(example + "-values.yaml"));
        values.forEach(template::set);
        return new Chart(template.call());
    }

    /** All manifests, for programs that read them. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    List<JsonNode> ofKind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.get("kind").asText().equals(kind))
                .toList();
    }

    /** The manifest of a part, by its kind; its name is {@code ida-<part>}. */
    JsonNode manifest(String kind, String part) {
        return ofKind(kind).stream()
                .filter(manifest -> manifest.at("/metadata/name").asText().equals(RELEASE + "-" + part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " of " + part + "."));
    }

    /** The pods' specifications of everything that runs. */
    List<JsonNode> pods() {
        return manifests.stream()
                .map(manifest -> manifest.at("/spec/template/spec"))
                .filter(pod -> !pod.isMissingNode())
                .toList();
    }

    /** What a stage is configured with, with what the image's start script adds. */
    Map<String, String> propertiesOf(Stage stage) throws IOException {
        Map<String, String> properties = propertiesOf(manifest("StatefulSet", stage.name()));
        if (stage.keys().names().contains(MODEL_STORE)) {
            properties.put(MODEL_STORE, "models");
        }
        return properties;
    }

    /** What a part is configured with: the file of all parts, variables from Secrets, the properties among its arguments. */
    Map<String, String> propertiesOf(JsonNode workload) throws IOException {
        Map<String, String> properties = clusterProperties();
        workload.at("/spec/template/spec/containers/0/env").forEach(variable -> {
            if (variable.at("/valueFrom").has("secretKeyRef")) {
                String name = variable.get("name").asText();
                properties.put(
                        name.replaceFirst("KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.'), "secret");
            }
        });
        List<String> arguments = new ArrayList<>();
        workload.at("/spec/template/spec/containers/0/args").forEach(argument -> arguments.add(argument.asText()));
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).equals("--property")) {
                throw new AssertionError("No property: " + arguments.get(i));
            }
            String[] property = arguments.get(i + 1).split("=", 2);
            properties.put(property[0], property[1]);
        }
        return properties;
    }

    /** The file that all parts read, as Java reads it. */
    Map<String, String> clusterProperties() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(manifest("Secret", "cluster")
                .at("/stringData/cluster.properties")
                .asText()));
        Map<String, String> result = new TreeMap<>();
        properties.forEach((key, value) -> result.put(key.toString(), value.toString()));
        return result;
    }
}
