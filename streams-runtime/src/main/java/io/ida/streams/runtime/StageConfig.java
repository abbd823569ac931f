package io.ida.streams.runtime;

import io.ida.configuration.ClusterKeys;
import io.ida.configuration.GivenSettings;
import io.ida.configuration.KnownKeys;
import io.ida.monitoring.MonitoringConfig;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.tracing.Tracing;
import io.ida.tracing.TracingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of one stage, from flat properties: the shared keys below, the stage's own, and any property of
 * Kafka Streams, its clients or Confluent's registry client, passed on as it is. A key that nobody knows is an error.
 * Immutable.
 */
public final class StageConfig {
    /** Largest event that a stage reads or writes. */
    public static final String EVENT_MAX_BYTES = "event.max.bytes";

    /** What a record has besides its event: a key, what a dead letter says, what a state store puts around an event. */
    private static final int ROOM = 48_576;

    private static final String MAX_REQUEST_SIZE = StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);

    private static final Set<String> OWN_TOPIC_KEYS = Set.of(ClusterKeys.TOPIC_PREFIX, ClusterKeys.TOPIC_PARTITIONS);

    private final Stage stage;
    private final AbstractConfig values;
    private final Map<String, String> properties;
    private final Topics topics;
    private final EventSerdes serdes;
    private final TracingConfig tracing;

    /**
     * Reads a stage's configuration.
     *
     * @throws ConfigException if a required key is missing, a value is out of range or a key is unknown
     */
    public static StageConfig of(Stage stage, GivenSettings given) {
        Map<String, String> properties = concerning(stage, given).values();
        return new StageConfig(stage, properties, EventSerdes.from(properties));
    }

    /** Like {@link #of(Stage, GivenSettings)}, with properties that a program gives. */
    public static StageConfig of(Stage stage, Map<String, String> properties) {
        return of(stage, GivenSettings.of(properties));
    }

    /** Like {@link #of(Stage, Map)}, with given serdes instead of a registry's; for tests. */
    public static StageConfig of(Stage stage, Map<String, String> properties, EventSerdes serdes) {
        return new StageConfig(
                stage, concerning(stage, GivenSettings.of(properties)).values(), serdes);
    }

    private StageConfig(Stage stage, Map<String, String> properties, EventSerdes serdes) {
        this.stage = stage;
        this.properties = Map.copyOf(properties);
        values = new AbstractConfig(keys(stage), properties, false);
        this.serdes = serdes.limitedTo(values.getInt(EVENT_MAX_BYTES));
        requireRoom();
        tracing = TracingConfig.from(values);
        topics = ClusterKeys.topics(values);
    }

    /**
     * Those of the settings that concern a stage; others may be for other processes.
     *
     * @throws ConfigException if nobody knows a key
     */
    public static GivenSettings concerning(Stage stage, GivenSettings given) {
        return KnownKeys.of("stage " + stage.name(), keys(stage).names()).check(given);
    }

    /** The keys of a stage, shared ones included, with their documentation. */
    public static ConfigDef keys(Stage stage) {
        return StateMemory.define(
                        ClusterKeys.define(TracingConfig.define(MonitoringConfig.define(new ConfigDef(stage.keys())))))
                .define(
                        EVENT_MAX_BYTES,
                        Type.INT,
                        1_000_000,
                        Range.between(1, Integer.MAX_VALUE - ROOM),
                        Importance.LOW,
                        "Largest event that a stage reads or writes, in bytes with its headers; a larger one becomes a"
                                + " dead letter. Only a training row may have 24000 bytes more, for what distill says of"
                                + " its node. producer.max.request.size and the max.message.bytes of the topics must"
                                + " have room for " + ROOM
                                + " bytes more: those of the catalogue and, once the stage has"
                                + " run, its own, which it makes with as much.")
                .define(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        Type.STRING,
                        "ida-" + stage.name(),
                        Importance.MEDIUM,
                        "Consumer group, and prefix of the changelog topics and transactional ids.");
    }

    private void requireRoom() {
        int needed = values.getInt(EVENT_MAX_BYTES) + ROOM;
        if (maxRecordBytes() < needed) {
            throw new ConfigException(
                    MAX_REQUEST_SIZE,
                    maxRecordBytes(),
                    "With " + EVENT_MAX_BYTES + "=" + values.getInt(EVENT_MAX_BYTES) + " it must be at least " + needed
                            + ".");
        }
    }

    /** Largest record that the producer of the stage writes. */
    int maxRecordBytes() {
        return StreamsDefaults.givenForProducer(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG)
                .map(given -> (Integer) ConfigDef.parseType(MAX_REQUEST_SIZE, given, Type.INT))
                .orElse(values.getInt(EVENT_MAX_BYTES) + ROOM);
    }

    /** The stage's own values, typed. */
    public AbstractConfig values() {
        return values;
    }

    /** The catalogue of topics. */
    public Topics topics() {
        return topics;
    }

    /** The serdes of the process, which let no event pass that is too large. */
    public EventSerdes serdes() {
        return serdes;
    }

    /** Whether its consumer group expects the instance back when it has stopped. */
    boolean isStaticMember() {
        return StreamsDefaults.isGivenForConsumer(properties, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    /** Where the process shows its health and metrics. */
    public MonitoringConfig monitoring() {
        return MonitoringConfig.from(values);
    }

    /** Where the process sends the spans of questions. */
    public TracingConfig tracing() {
        return tracing;
    }

    /** Like {@link #streams(MeterRegistry, Tracing)}, with what the stores of the stage share. */
    Properties streams(MeterRegistry meters, Tracing tracing, StateMemory memory) {
        Properties streams = streams(meters, tracing);
        streams.put(StateMemory.KEY, memory);
        return streams;
    }

    /**
     * Like {@link #streams()}, with meters and tracing that the tasks of the stage find by {@link StageMeters#of} and
     * {@link StageTracing#of}.
     */
    public Properties streams(MeterRegistry meters, Tracing tracing) {
        Properties streams = streams(meters);
        streams.put(StageTracing.KEY, tracing);
        return streams;
    }

    /** Like {@link #streams(MeterRegistry, Tracing)}, without tracing. */
    public Properties streams(MeterRegistry meters) {
        Properties streams = streams();
        streams.put(StageMeters.KEY, new StageMeters(meters, stage.name()));
        return streams;
    }

    /** Properties for Kafka Streams: this project's defaults, overridden by what was given. */
    public Properties streams() {
        Map<String, Object> result = StreamsDefaults.of(properties, maxRecordBytes());
        result.put(StreamsConfig.APPLICATION_ID_CONFIG, values.getString(StreamsConfig.APPLICATION_ID_CONFIG));
        result.put(DeadLetterHandler.STAGE, stage.name());
        result.put(DeadLetterHandler.TOPIC, topics.deadLetters());
        result.put(DeadLetterHandler.MAX_BYTES, maxRecordBytes());
        result.putAll(properties);
        // To Kafka Streams, what begins with "topic." is a setting of internal topics.
        result.keySet().removeAll(OWN_TOPIC_KEYS);
        result.keySet().removeAll(Set.of(EVENT_MAX_BYTES, StateMemory.BYTES));
        result.keySet().removeAll(MonitoringConfig.KEYS);
        result.keySet().removeAll(TracingConfig.KEYS);
        Properties streams = new Properties();
        streams.putAll(result);
        return streams;
    }

    /** The properties that concern the stage, as given. */
    public Map<String, String> properties() {
        return properties;
    }
}
