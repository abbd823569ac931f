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
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events in Confluent's wire format, so that any Confluent-format client reads them. Usable in any Kafka client
 * by class name with Confluent's key names. Safe for use by several threads.
 */
public final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {
    static {
        TrustedEvents.trust();
    }

    private static final EncoderFactory ENCODERS = EncoderFactory.get();

    private final Map<String, Map<Schema, Encoding<V>>> encodingsBySubject = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);
    private final SubjectName subjectName;
    private final EventSize size;
    private SchemaRegistryClient client;
    private SubjectSettings settings;
    private boolean key;

    /** For Kafka clients, which call {@link #configure}. */
    public AvroSerializer() {
        this(null, null, SubjectName.TOPIC, EventSize.UNLIMITED);
    }

    AvroSerializer(SchemaRegistryClient client, SubjectSettings settings, SubjectName subjectName, EventSize size) {
        this.client = client;
        this.settings = settings;
        this.subjectName = subjectName;
        this.size = size;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        client = EventSerdes.client(properties);
        settings = SubjectSettings.from(properties);
        key = isKey;
    }

    @Override
    public byte[] serialize(String topic, Headers headers, V event) {
        byte[] bytes = serialize(topic, event);
        size.require(bytes, headers);
        return bytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws SchemaRefusedException if the registry refuses the schema
     * @throws SerializationException if the event cannot be written
     */
    @Override
    public byte[] serialize(String topic, V event) {
        if (event == null) {
            return null;
        }
        Schema schema = event.getSchema();
        String subject = subjectName.of(topic, key, schema.getFullName());
        Map<Schema, Encoding<V>> encodings =
                encodingsBySubject.computeIfAbsent(subject, any -> new ConcurrentHashMap<>());
        Encoding<V> encoding = encodings.get(schema);
        if (encoding == null) {
            encoding = find(subject, schema);
            encodings.put(schema, encoding);
        }
        return buffers.get().encode(encoding, event);
    }

    private Encoding<V> find(String subject, Schema schema) {
        AvroSchema wanted = new AvroSchema(LanguageNeutral.of(schema));
        try {
            if (settings.autoRegister()) {
                return Encoding.as(client.register(subject, wanted), schema);
            }
            if (!settings.useLatest()) {
                return Encoding.as(client.getId(subject, wanted), schema);
            }
            int latest = client.getLatestSchemaMetadata(subject).getId();
            return client.getSchemaById(latest) instanceof AvroSchema avro
                    ? Encoding.via(latest, schema, avro.rawSchema())
                    : Encoding.as(client.getId(subject, wanted), schema);
        } catch (RestClientException refused) {
            throw RegistryErrors.refusedToWrite(schema.getFullName() + " for subject " + subject, refused);
        } catch (IOException unreachable) {
            throw RegistryErrors.unreachable(unreachable);
        }
    }

    /** What one thread reuses from record to record. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        private final byte[] header = new byte[WireFormat.HEADER_BYTES];
        private BinaryEncoder encoder;

        <V> byte[] encode(Encoding<V> encoding, V event) {
            bytes.reset();
            ByteBuffer.wrap(header).put(WireFormat.MAGIC).putInt(encoding.id());
            bytes.writeBytes(header);
            BinaryEncoder out = ENCODERS.binaryEncoder(bytes, encoder);
            encoder = null; // one that fails keeps bytes back, and they would get into the next event
            try {
                encoding.writer().write(event, out);
                out.flush();
            } catch (IOException | RuntimeException e) {
                throw new SerializationException("An event cannot be written as Avro: " + e.getMessage(), e);
            }
            encoder = out;
            return bytes.toByteArray();
        }
    }
}
