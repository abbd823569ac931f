package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.streams.synthesize.SynthesizeApp;
import io.ida.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The page is generated: {@code mvn -pl cli test -Dtest=ConfigurationPageTest -Dwrite.docs=true} writes it anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final List<Stage> STAGES =
            List.of(DecomposeApp.STAGE, AssistApp.STAGE, SynthesizeApp.STAGE, DistillApp.STAGE);

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is out of date; see this test's Javadoc")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Every stage reads flat properties: `./ida stage NAME --command-config FILE --property key=value`, or the
                main class of the stage with a properties file. Flags win over the file, the file over the defaults.

                Besides the keys below, any property of Kafka Streams and its clients (also with the prefixes
                `consumer.`, `producer.`, `admin.` …) and of Confluent's registry client (`basic.auth.…`,
                `bearer.auth.…`, `schema.registry.ssl.…`) is passed on as it is. A key that nobody knows is an error.

                ## Every stage

                """);
        table(page, StageConfig.keys(new Stage("NAME", new ConfigDef(), topics -> List.of(), config -> null)));
        page.append("""

                These defaults of Kafka Streams are overridden, and may be set back:

                """);
        defaults(page);
        for (Stage stage : STAGES) {
            page.append("\n## ").append(stage.name()).append("\n\n");
            table(page, stage.keys());
        }
        page.append("\n## Training job\n\n");
        table(page, TrainingConfig.KEYS);
        return page.toString();
    }

    private static void defaults(StringBuilder page) {
        page.append("| Key | Value |\n|---|---|\n");
        Properties streams = StageConfig.of(
                        DecomposeApp.STAGE,
                        java.util.Map.of("bootstrap.servers", "any:9092", "schema.registry.url", "http://any"))
                .streams();
        new TreeMap<>(streams).forEach((key, value) -> {
            String name = key.toString();
            boolean ours = name.equals("bootstrap.servers")
                    || name.equals("schema.registry.url")
                    || name.equals("application.id")
                    || name.startsWith("ida.");
            if (!ours) {
                page.append("| `")
                        .append(name)
                        .append("` | `")
                        .append(shown(value))
                        .append("` |\n");
            }
        });
    }

    private static Object shown(Object value) {
        return value instanceof Class<?> type ? type.getName() : value;
    }

    private static void table(StringBuilder page, ConfigDef keys) {
        page.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        keys.configKeys().values().stream()
                .sorted(Comparator.comparing((ConfigKey key) -> key.importance).thenComparing(key -> key.name))
                .forEach(key -> page.append("| `")
                        .append(key.name)
                        .append("` | ")
                        .append(key.type.name().toLowerCase(java.util.Locale.ROOT))
                        .append(" | ")
                        .append(key.hasDefault() ? "`" + key.defaultValue + "`" : "required")
                        .append(" | ")
                        .append(key.documentation)
                        .append(" |\n"));
    }
}
