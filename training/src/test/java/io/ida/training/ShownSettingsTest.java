package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.training.iterations.ControllerConfig;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShownSettingsTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "bootstrap.servers", "broker:9092",
            "schema.registry.url", "http://me:pa55word@registry",
            "basic.auth.user.info", "me:pa55word",
            "sasl.jaas.config", "org.example.Module required password=\"pa55word\";",
            "model.store", "/models",
            "run.id", "one",
            "run.task", "union-find",
            "run.size", "8");

    static Stream<Object> withSecrets() {
        return Stream.of(new Settings(PROPERTIES), TrainingConfig.from(PROPERTIES), ControllerConfig.from(PROPERTIES));
    }

    @ParameterizedTest
    @MethodSource("withSecrets")
    void settingsThatArePrintedShowNoSecrets(Object settings) {
        assertThat(settings.toString())
                .startsWith(settings.getClass().getSimpleName())
                .doesNotContain("pa55word");
    }
}
