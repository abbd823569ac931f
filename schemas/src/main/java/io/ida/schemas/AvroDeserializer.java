package io.ida.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads events in Confluent's wire format, whatever version of the schema they were written with. Usable in any Kafka
 * client by class name with Confluent's key names and {@value #EVENT_TYPE}. Safe for use by several threads.
 */
public final class AvroDeserializer<V extends SpecificRecord> implements Deserializer<V> {
    /** Name of the event class to read, where the deserializer is made by class name. */
    public static final String EVENT_TYPE = "ida.event.type";

    static {
        TrustedEvents.trust();
    }

    private static final DecoderFactory DECODERS = DecoderFactory.get();

    private final Map<Integer, DatumReader<V>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<BinaryDecoder> decoders = new ThreadLocal<>();
    private final EventSize size;
    private SchemaRegistryClient client;
    private Class<V> type;
    private Schema schema;

    /** For Kafka clients, which call {@link #configure}. */
    public AvroDeserializer() {
        size = EventSize.UNLIMITED;
    }

    AvroDeserializer(SchemaRegistryClient client, Class<V> type, EventSize size) {
        this.size = size;
        this.client = client;
        read(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> properties, boolean isKey) {
        client = EventSerdes.client(properties);
        String name = SubjectSettings.required(properties, EVENT_TYPE);
        try {
            read((Class<V>) Class.forName(name).asSubclass(SpecificRecord.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(EVENT_TYPE, name, "not the name of an event class");
        }
    }

    private void read(Class<V> eventType) {
        type = eventType;
        schema = SpecificData.get().getSchema(eventType);
    }

    @Override
    public V deserialize(String topic, Headers headers, byte[] bytes) {
        size.require(bytes, headers);
        return deserialize(topic, bytes);
    }

    /**
     * {@inheritDoc}
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws SerializationException if the bytes are not an event of the type
     */
    @Override
    public V deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < WireFormat.HEADER_BYTES || bytes[0] != WireFormat.MAGIC) {
            throw new SerializationException("Not in Confluent's wire format: " + bytes.length
                    + " bytes that do not begin with a zero byte and a schema id. Write " + type.getSimpleName()
                    + " with an Avro serializer that uses the schema registry.");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        DatumReader<V> reader = readers.get(id);
        if (reader == null) {
            reader = reader(id);
            readers.put(id, reader);
        }
        BinaryDecoder decoder = DECODERS.binaryDecoder(
                bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, decoders.get());
        decoders.set(decoder);
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "The bytes after schema id " + id + " are not a " + type.getSimpleName() + ": " + e, e);
        }
    }

    private DatumReader<V> reader(int id) {
        try {
            ParsedSchema writer = client.getSchemaById(id);
            if (!(writer instanceof AvroSchema)) {
                throw new SerializationException("Schema id " + id + " is not Avro but " + writer.schemaType() + ".");
            }
            Schema writerSchema = ((AvroSchema) writer).rawSchema();
            if (!writerSchema.getFullName().equals(schema.getFullName())) {
                throw new SerializationException("Schema id " + id + " is " + writerSchema.getFullName() + ", expected "
                        + schema.getFullName() + ".");
            }
            return new SpecificDatumReader<>(writerSchema, schema, SpecificData.getForClass(type));
        } catch (RestClientException refused) {
            throw RegistryErrors.refused("to give schema id " + id, refused);
        } catch (IOException unreachable) {
            throw RegistryErrors.unreachable(unreachable);
        }
    }
}
