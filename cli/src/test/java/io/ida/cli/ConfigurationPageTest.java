package io.ida.cli;

import io.ida.configuration.ClusterKeys;
import io.ida.monitoring.MonitoringConfig;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.TrainingConfig;
import java.io.IOException;
import java.util.Comparator;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The page is generated: {@code mvn -pl cli test -Dtest=ConfigurationPageTest -Dwrite.docs=true} writes it anew. */
class ConfigurationPageTest {
    private static final ConfigDef SHARED = ClusterKeys.define(MonitoringConfig.define(new ConfigDef()));

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        GeneratedPage.assertUpToDate("configuration.md", page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Every process reads flat properties: the stages, the training job and every other command of `./ida`. There
                are four sources; a later one wins over those before it:

                1. the defaults below, and Kafka's own;
                2. a properties file in UTF-8: `--command-config FILE`, or the argument of a main class;
                3. environment variables that begin with `KAFKA_` or `IDA_`;
                4. flags: `--property KEY=VALUE`, and `--bootstrap-server` and so on.

                ```
                ./ida config stage decompose --command-config cluster.properties
                ./ida config train
                ```

                print what a process would run with, and which source said so; what must be given and is not is `(missing)`,
                and what a process sets whatever it is told is `fixed`. Passwords, tokens and other secrets are shown as
                stars, here and in messages, and so is all that only a plug-in or a provider of secrets knows.

                The name of a variable is the key in capitals, with underscores for the dots: `KAFKA_SECURITY_PROTOCOL` is
                `security.protocol`, `IDA_DECOMPOSE_MAX_DEPTH` is `decompose.max.depth`. Both beginnings mean the same, and
                giving one key by both is an error. Two underscores stand for an underscore, three for a hyphen; an empty
                variable says nothing. What Kubernetes says of services (`KAFKA_SERVICE_HOST`, `KAFKA_PORT=tcp://…`), the
                variables of Kafka's scripts (`KAFKA_OPTS`, `KAFKA_HEAP_OPTS` …) and those of the images
                ([operations](operations.md)) are no settings.

                Besides the keys below, any property of Kafka Streams and of Kafka's clients is passed on as it is, also with
                the prefixes `consumer.`, `producer.` and `admin.`, in a stage also `main.consumer.`, `restore.consumer.`,
                `global.consumer.` and `topic.`; and of Confluent's registry client: `basic.auth.…`, `bearer.auth.…`,
                `schema.registry.ssl.…`, see [security](security.md). Of a key with the prefix of a client and the same key
                without, the former wins, as in Kafka Streams.

                A key that nobody knows is an error that says which one may have been meant. What only a plug-in of Kafka's
                clients knows is named in `known.keys`: a list of keys, in which a `*` stands for any ending. One file or
                environment may serve all processes: a key of another process is left aside, and Kafka Streams' by those who
                do not run it.

                A value need not be in the file: `${file:/run/secrets/broker.properties:password}` is looked up by the
                provider that `config.providers` names, for Kafka's clients, the registry's and this project's own keys alike.

                ## Every process

                """);
        table(page, SHARED, Set.of());
        page.append("\n## Every stage\n\n");
        table(page, StageConfig.keys(new Stage("NAME", new ConfigDef(), config -> null)), SHARED.names());
        page.append("""

                These defaults of Kafka Streams are overridden, and may be set back, with the prefix of the client or without:

                """);
        defaults(page);
        for (Stage stage : Stages.ALL) {
            page.append("\n## ").append(stage.name()).append("\n\n");
            table(page, stage.keys(), Set.of());
        }
        page.append("\n## Training job\n\n");
        table(page, TrainingConfig.KEYS, SHARED.names());
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

    private static void table(StringBuilder page, ConfigDef keys, Set<String> leftOut) {
        page.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        keys.configKeys().values().stream()
                .filter(key -> !leftOut.contains(key.name))
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
