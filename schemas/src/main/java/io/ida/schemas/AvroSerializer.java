package io.ida.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events in Confluent's wire format, so that any Confluent-format client reads them. Usable in any Kafka client
 * by class name with Confluent's key names. Safe for use by several threads.
 */
public final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {
    private static final EncoderFactory ENCODERS = EncoderFactory.get();

    private final Map<String, Map<Schema, Integer>> idsBySubject = new ConcurrentHashMap<>();
    private final Map<Schema, DatumWriter<V>> writers = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);
    private final SubjectName subjectName;
    private SchemaRegistryClient client;
    private SubjectSettings settings;
    private boolean key;

    /** For Kafka clients, which call {@link #configure}. */
    public AvroSerializer() {
        this(null, null, SubjectName.TOPIC);
    }

    AvroSerializer(SchemaRegistryClient client, SubjectSettings settings, SubjectName subjectName) {
        this.client = client;
        this.settings = settings;
        this.subjectName = subjectName;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        client = EventSerdes.client(properties);
        settings = SubjectSettings.from(properties);
        key = isKey;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws SerializationException if the registry refuses the schema
     */
    @Override
    public byte[] serialize(String topic, V event) {
        if (event == null) {
            return null;
        }
        Schema schema = event.getSchema();
        String subject = subjectName.of(topic, key, schema.getFullName());
        Map<Schema, Integer> ids = idsBySubject.computeIfAbsent(subject, any -> new ConcurrentHashMap<>());
        Integer id = ids.get(schema);
        if (id == null) {
            id = find(subject, schema);
            ids.put(schema, id);
        }
        return buffers.get().encode(id, event, writers.computeIfAbsent(schema, SpecificDatumWriter::new));
    }

    private int find(String subject, Schema schema) {
        AvroSchema wanted = new AvroSchema(schema);
        try {
            if (settings.autoRegister()) {
                return client.register(subject, wanted);
            }
            return settings.useLatest()
                    ? client.getLatestSchemaMetadata(subject).getId()
                    : client.getId(subject, wanted);
        } catch (RestClientException refused) {
            if (RegistryErrors.isPassing(refused)) {
                throw new RegistryUnavailableException("The schema registry failed for subject " + subject, refused);
            }
            throw new SerializationException(
                    "The schema registry refuses " + schema.getFullName() + " for subject " + subject + ": "
                            + refused.getMessage(),
                    refused);
        } catch (IOException unreachable) {
            throw new RegistryUnavailableException("The schema registry is not reachable", unreachable);
        }
    }

    /** What one thread reuses from record to record. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        private final byte[] header = new byte[WireFormat.HEADER_BYTES];
        private BinaryEncoder encoder;

        <V> byte[] encode(int id, V event, DatumWriter<V> writer) {
            bytes.reset();
            ByteBuffer.wrap(header).put(WireFormat.MAGIC).putInt(id);
            bytes.writeBytes(header);
            encoder = ENCODERS.directBinaryEncoder(bytes, encoder);
            try {
                writer.write(event, encoder);
                encoder.flush();
            } catch (IOException | RuntimeException e) {
                throw new SerializationException("An event cannot be written as Avro: " + e.getMessage(), e);
            }
            return bytes.toByteArray();
        }
    }
}
