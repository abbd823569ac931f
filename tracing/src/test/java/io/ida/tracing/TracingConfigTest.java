package io.ida.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TracingConfigTest {
    @Test
    void withoutAnEndpointThereIsNoTracing() {
        assertThat(config(Map.of())).isEqualTo(new TracingConfig("", 1, Map.of()));
        assertThat(Tracing.start(config(Map.of()), "test")).isSameAs(Tracing.OFF);
    }

    @Test
    void headersAreAList() {
        TracingConfig config = config(Map.of(
                "tracing.endpoint", "https://collector/v1/traces",
                "tracing.sample.ratio", "0.1",
                "tracing.headers", "authorization=Bearer a=b, tenant=x"));

        assertThat(config.isOn()).isTrue();
        assertThat(config.sampleRatio()).isEqualTo(0.1);
        assertThat(config.headers()).isEqualTo(Map.of("authorization", "Bearer a=b", "tenant", "x"));
        assertThat(config.toString()).contains("authorization", "tenant").doesNotContain("Bearer", "collector");
    }

    @Test
    void whatIsWrongIsNamedAndNoSecretIsSaid() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(Map.of("tracing.endpoint", "collector:4318")))
                .withMessageContaining("tracing.endpoint");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(Map.of("tracing.sample.ratio", "1.1")))
                .withMessageContaining("tracing.sample.ratio");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(Map.of("tracing.headers", "pa55word")))
                .withMessageContaining("tracing.headers")
                .withMessageNotContaining("pa55word");
    }

    private static TracingConfig config(Map<String, String> properties) {
        return TracingConfig.from(new AbstractConfig(TracingConfig.define(new ConfigDef()), properties, false));
    }
}
