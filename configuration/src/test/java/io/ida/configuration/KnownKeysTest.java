package io.ida.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    private static final KnownKeys KEYS = KnownKeys.of("stage try", Set.of("try.max.depth"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try.max.depth",
                "commit.interval.ms",
                "max.poll.records",
                "consumer.group.instance.id",
                "main.consumer.fetch.min.bytes",
                "producer.linger.ms",
                "admin.retries",
                "topic.min.insync.replicas",
                "sasl.jaas.config",
                "config.providers.file.class",
                "basic.auth.user.info",
                "schema.registry.basic.auth.user.info",
                "bearer.auth.token",
                "schema.registry.ssl.truststore.certificates"
            })
    void whatThisProjectKafkaOrTheRegistryKnowsIsPassedOn(String key) {
        assertThat(KEYS.check(GivenSettings.of(Map.of(key, "x"))).values()).containsEntry(key, "x");
    }

    @ParameterizedTest
    @CsvSource({
        "comit.interval.ms, commit.interval.ms",
        "consumer.max.pol.records, consumer.max.poll.records",
        "max.depth, try.max.depth",
        "try.max.dept, try.max.depth",
        "basic.auth.user.inf, basic.auth.user.info",
        "schema.registry.ssl.trustore.location, schema.registry.ssl.truststore.location",
        "topic.min.insync.replica, topic.min.insync.replicas"
    })
    void aMisspeltKeyIsAnErrorThatSaysWhatWasMeant(String key, String meant) {
        assertThatThrownBy(() -> KEYS.check(GivenSettings.of(Map.of(key, "x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown key '" + key + "' for stage try, given by program.")
                .hasMessageContaining("Did you mean '" + meant + "'?");
    }

    @Test
    void aKeyThatBeginsLikeTheProcessesOwnIsNotTakenForThatOfAnother() {
        KnownKeys assist = KnownKeys.of("stage assist", Set.of("assist.batch.size"));

        assertThatThrownBy(() -> assist.check(GivenSettings.of(Map.of("assist.bach.size", "x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean 'assist.batch.size'?");
    }

    @Test
    void nothingIsSuggestedForWhatIsFarFromAll() {
        assertThatThrownBy(() -> KEYS.check(GivenSettings.of(Map.of("weather.tomorrow", "x"))))
                .hasMessageContaining("weather.tomorrow")
                .hasMessageContaining("docs/configuration.md")
                .hasMessageNotContaining("Did you mean");
    }

    @Test
    void theKeysOfPlugInsAreNamed() {
        GivenSettings given = GivenSettings.of(
                Map.of("known.keys", "my.interceptor.url, your.*", "my.interceptor.url", "x", "your.level", "y"));

        assertThat(KEYS.check(given).values()).containsEntry("your.level", "y");
        assertThat(new ClientSettings(given.values()).consumer())
                .isEqualTo(Map.of("my.interceptor.url", "x", "your.level", "y"));
    }

    @Test
    void theKeysOfOtherProcessesAreLeftAsideUnlessAllAreKnown() {
        GivenSettings given = GivenSettings.of(Map.of("training.group.id", "x"));

        assertThat(KEYS.check(given).all()).isEmpty();
        assertThatThrownBy(() -> KnownKeys.ofAll("ida", Set.of()).check(given)).isInstanceOf(ConfigException.class);
    }

    @Test
    void aClientGetsWhatItKnowsAndWhatIsBehindItsPrefixWins() {
        ClientSettings settings = new ClientSettings(Map.of(
                "bootstrap.servers", "any:9092",
                "client.id", "all",
                "producer.client.id", "writer",
                "producer.linger.ms", "7",
                "max.poll.records", "3",
                "num.stream.threads", "2",
                "topic.prefix", "my.",
                "bearer.auth.token", "secret"));

        assertThat(settings.producer())
                .isEqualTo(Map.of("bootstrap.servers", "any:9092", "client.id", "writer", "linger.ms", "7"));
        assertThat(settings.consumer())
                .isEqualTo(Map.of("bootstrap.servers", "any:9092", "client.id", "all", "max.poll.records", "3"));
        assertThat(settings.admin()).isEqualTo(Map.of("bootstrap.servers", "any:9092", "client.id", "all"));
    }
}
