package io.ida.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Makes the serdes of a process, all on one registry client. Safe for use by several threads, and so is every serde.
 */
public final class EventSerdes {
    static {
        TrustedEvents.trust();
    }

    private static final int SCHEMAS_PER_SUBJECT = 1000;

    private final SchemaRegistryClient client;
    private final SubjectSettings settings;
    private final EventSize eventSize;

    /** Serdes on a given client, for tests. */
    public EventSerdes(SchemaRegistryClient client) {
        this(client, new SubjectSettings(true, false), EventSize.UNLIMITED);
    }

    private EventSerdes(SchemaRegistryClient client, SubjectSettings settings, EventSize eventSize) {
        this.client = client;
        this.settings = settings;
        this.eventSize = eventSize;
    }

    /**
     * Serdes from client properties with Confluent's key names: {@code schema.registry.url}, {@code
     * auto.register.schemas}, {@code use.latest.version}, {@code basic.auth.credentials.source}, {@code
     * bearer.auth.token} and so on.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the address is missing
     */
    public static EventSerdes from(Map<String, ?> properties) {
        return new EventSerdes(client(properties), SubjectSettings.from(properties), EventSize.UNLIMITED);
    }

    static SchemaRegistryClient client(Map<String, ?> properties) {
        RegistryAddress address = RegistryAddress.from(properties);
        return new CachedSchemaRegistryClient(
                address.urls(), SCHEMAS_PER_SUBJECT, List.of(new AvroSchemaProvider()), address.settings());
    }

    /**
     * The same serdes, except that those of topics neither write nor read an event that has more bytes with its headers.
     * In a transaction a serializer is the last to notice without harm: a record that the producer or the broker finds
     * too large ends the transaction, and with it whatever one would write instead.
     */
    public EventSerdes limitedTo(int bytes) {
        return new EventSerdes(client, settings, new EventSize(bytes));
    }

    /** The client that all serdes share. */
    public SchemaRegistryClient client() {
        return client;
    }

    /** Serde of the values of a topic, under the subject {@code <topic>-value}. */
    public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return serde(topic.valueType(), settings, SubjectName.TOPIC, eventSize);
    }

    /**
     * Serde of values in state stores and their changelogs, under the record's full name as subject, so that changelogs
     * make no subjects of their own. Always registers.
     */
    public <V extends SpecificRecord> Serde<V> ofState(Class<V> valueType) {
        return serde(valueType, new SubjectSettings(true, false), SubjectName.RECORD, EventSize.UNLIMITED);
    }

    private <V extends SpecificRecord> Serde<V> serde(
            Class<V> type, SubjectSettings subjects, SubjectName subject, EventSize size) {
        return Serdes.serdeFrom(
                new AvroSerializer<>(client, subjects, subject, size), new AvroDeserializer<>(client, type, size));
    }
}
