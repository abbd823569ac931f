package io.ida.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.keystore.key",
                "consumer.ssl.key.password",
                "admin.sasl.jaas.config",
                "schema.registry.ssl.truststore.password",
                "schema.registry.ssl.keystore.key",
                "basic.auth.user.info",
                "schema.registry.basic.auth.user.info",
                "bearer.auth.token",
                "my.plugin.api.key",
                "my.plugin.secret",
                "tracing.headers"
            })
    void secretsAreNotShown(String key) {
        assertThat(new Setting(key, "hunter2", "flag").shown()).doesNotContain("hunter2");
        assertThat(new Setting(key, "hunter2", "flag").toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "basic.auth.credentials.source",
                "ssl.truststore.location",
                "sasl.oauthbearer.token.endpoint.url",
                "ssl.key.password.hint"
            })
    void whatIsNoSecretIsShown(String key) {
        assertThat(new Setting(key, "open", "flag").shown()).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema.registry.url", "my.endpoint"})
    void theUserOfAnAddressIsNotShown(String key) {
        assertThat(new Setting(key, "http://me:hunter2@host:8081,https://you:hunter2@other", "flag").shown())
                .isEqualTo("http://********@host:8081,https://********@other");
    }
}
