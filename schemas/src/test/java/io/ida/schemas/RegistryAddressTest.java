package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistryAddressTest {
    @Test
    void theUserOfAnAddressIsTakenOutOfItAndStillAsks() throws Exception {
        try (FakeRegistry registry = new FakeRegistry()) {
            Map<String, String> properties = Map.of(
                    "schema.registry.url",
                    registry.url().replace("://", "://me:p@ss/word@"),
                    "basic.auth.credentials.source",
                    "URL");

            EventSerdes.from(properties).client().register("ida.any-value", new AvroSchema("\"string\""));

            assertThat(registry.authorization())
                    .isEqualTo("Basic "
                            + Base64.getEncoder().encodeToString("me:p@ss/word".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void theClientSeesNoAddressWithAUser() {
        RegistryAddress address = RegistryAddress.from(Map.of(
                "schema.registry.url",
                "http://me:pw@one:8081, http://me:pw@two:8081/api",
                "basic.auth.credentials.source",
                "URL"));

        assertThat(address.urls()).containsExactly("http://one:8081", "http://two:8081/api");
        assertThat(address.settings())
                .containsEntry("schema.registry.url", "http://one:8081,http://two:8081/api")
                .containsEntry("basic.auth.credentials.source", "USER_INFO")
                .containsEntry("basic.auth.user.info", "me:pw");
        assertThat(address.toString()).doesNotContain("pw");
    }

    @Test
    void anAddressWithoutAUserIsLeftAsItIs() {
        Map<String, String> properties = Map.of(
                "schema.registry.url", "http://one:8081",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "me:pw");

        assertThat(RegistryAddress.from(properties).urls()).containsExactly("http://one:8081");
        assertThat(RegistryAddress.from(properties).settings()).isEqualTo(properties);
    }

    @Test
    void thereCanBeOneUser() {
        assertThatThrownBy(() -> RegistryAddress.from(Map.of(
                        "schema.registry.url",
                        "http://me:pw@one,http://you:pw@two",
                        "basic.auth.credentials.source",
                        "URL")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("different users")
                .hasMessageNotContaining("pw");
    }
}
