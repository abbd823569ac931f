package io.ida.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
                "tracing.headers",
                "aws.secret.access.key",
                "aws_access_key",
                "my.plugin.apikey",
                "my.plugin.apiKey",
                "my.plugin.pwd",
                "my.plugin.private_key",
                "config.providers.vault.param.address"
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

    @Test
    void nothingIsShownOfWhatOnlyAPlugInKnows() {
        KnownKeys keys = KnownKeys.of("stage try", Set.of("try.max.depth"));
        GivenSettings given = GivenSettings.of(Map.of(
                KnownKeys.PLUG_INS, "my.*", "my.seed", "hunter2", "my.other", "${file:/f:k}", "try.max.depth", "5"));

        assertThat(keys.check(given).all())
                .extracting(Setting::toString)
                .containsExactly(
                        "known.keys=my.* (program)",
                        "my.other=${file:/f:k} (program)",
                        "my.seed=******** (program)",
                        "try.max.depth=5 (program)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hun/ter@2@host:8081", "http://me:p@ss@host:8081", "https://me:a,b@host:8081"})
    void aPasswordInAnAddressMayHaveEveryCharacter(String address) {
        assertThat(new Setting("my.endpoint", address, "flag").shown()).matches("https?://\\*{8}@host:8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema.registry.url", "my.endpoint"})
    void theUserOfAnAddressIsNotShown(String key) {
        assertThat(new Setting(key, "http://me:hunter2@host:8081,https://you:hunter2@other", "flag").shown())
                .isEqualTo("http://********@host:8081,https://********@other");
    }
}
