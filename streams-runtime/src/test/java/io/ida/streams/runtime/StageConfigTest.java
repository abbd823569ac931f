package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageConfigTest {
    private static final Stage STAGE = new Stage("try", new ConfigDef(), config -> new Topology());

    @Test
    void runsExactlyOnceUnlessToldOtherwise() {
        assertThat(config(Map.of()).streams())
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(config(Map.of("processing.guarantee", "at_least_once")).streams())
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "at_least_once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer."})
    void whatIsGivenForTheConsumerWinsOverTheDefaultWithEveryPrefix(String prefix) {
        StreamsConfig streams = new StreamsConfig(
                config(Map.of(prefix + "session.timeout.ms", "45000", prefix + "auto.offset.reset", "latest"))
                        .streams());

        assertThat(streams.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "45000")
                .containsEntry("auto.offset.reset", "latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "producer."})
    void whatIsGivenForTheProducerWinsOverTheDefaultWithEveryPrefix(String prefix) {
        StreamsConfig streams =
                new StreamsConfig(config(Map.of(prefix + "linger.ms", "17", prefix + "max.request.size", "3000000"))
                        .streams());

        assertThat(streams.getProducerConfigs("client"))
                .containsEntry("linger.ms", "17")
                .containsEntry("max.request.size", "3000000");
    }

    @Test
    void aDefaultThatDoesNotHoldIsNotShown() {
        assertThat(config(Map.of("linger.ms", "17", "session.timeout.ms", "45000", "max.request.size", "3000000"))
                        .streams())
                .doesNotContainKeys("producer.linger.ms", "consumer.session.timeout.ms", "producer.max.request.size");
    }

    @Test
    void itsOwnTopicKeysAreNoSettingsOfInternalTopics() {
        StageConfig config = config(Map.of("topic.partitions", "7", "topic.prefix", "my."));

        assertThat(config.topics().questions().name()).isEqualTo("my.questions");
        assertThat(config.topics().questions().partitions()).isEqualTo(7);
        assertThat(config.streams()).doesNotContainKeys("topic.partitions", "topic.prefix");
    }

    @Test
    void anInstanceWithAnIdOfItsOwnIsAStaticMember() {
        assertThat(config(Map.of()).isStaticMember()).isFalse();
        assertThat(config(Map.of("group.instance.id", "one")).isStaticMember()).isTrue();
        assertThat(config(Map.of("consumer.group.instance.id", "one")).isStaticMember())
                .isTrue();
        assertThat(config(Map.of("main.consumer.group.instance.id", "one")).isStaticMember())
                .isTrue();
    }

    @Test
    void aRecordHasRoomForTheLargestEventAndWhatIsAroundIt() {
        assertThat(config(Map.of()).streams()).containsEntry("producer.max.request.size", 1_048_576);
        assertThat(config(Map.of("event.max.bytes", "2000000")).streams())
                .containsEntry("producer.max.request.size", 2_048_576)
                .containsEntry("topic.max.message.bytes", 2_048_576)
                .doesNotContainKey("event.max.bytes");
        assertThat(config(Map.of("max.request.size", "3000000")).maxRecordBytes())
                .isEqualTo(3_000_000);
        assertThatThrownBy(() -> config(Map.of("producer.max.request.size", "1000000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("producer.max.request.size")
                .hasMessageContaining("at least 1048576");
    }

    @Test
    void aTopicThatTakesSmallerRecordsThanTheStageWritesIsAnError() {
        RequiredTopics.requireRoom("ida.answers", 1000, 1000);
        assertThatThrownBy(() -> RequiredTopics.requireRoom("ida.answers", 999, 1000))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("ida.answers", "999", "1000", "max.message.bytes", "event.max.bytes");
    }

    @Test
    void passesOnWhatKafkaKnowsAndRefusesWhatNobodyKnows() {
        assertThat(config(Map.of("consumer.group.instance.id", "a")).streams())
                .containsEntry("consumer.group.instance.id", "a");
        assertThatThrownBy(() -> config(Map.of("comit.interval.ms", "5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Unknown key 'comit.interval.ms' for stage try");
    }

    @Test
    void aMissingRegistryIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> StageConfig.of(STAGE, Map.of("bootstrap.servers", "any:9092")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    private static StageConfig config(Map<String, String> more) {
        Map<String, String> properties =
                new HashMap<>(Map.of("bootstrap.servers", "any:9092", "schema.registry.url", "http://any"));
        properties.putAll(more);
        return StageConfig.of(STAGE, properties);
    }
}
