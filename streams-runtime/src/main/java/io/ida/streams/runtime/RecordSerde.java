package io.ida.streams.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Serde of whole records: key, value, timestamp and headers, for state that sets a record aside. The first byte is the
 * version of the form. Safe for use by several threads if the given serdes are.
 */
final class RecordSerde<K, V> implements Serde<Record<K, V>> {
    private static final byte FORM = 0;
    private static final int NULL = -1;

    private final Serde<K> keys;
    private final Serde<V> values;

    RecordSerde(Serde<K> keys, Serde<V> values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public Serializer<Record<K, V>> serializer() {
        return this::write;
    }

    @Override
    public Deserializer<Record<K, V>> deserializer() {
        return this::read;
    }

    private byte[] write(String topic, Record<K, V> record) {
        if (record == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(record.timestamp());
            Header[] headers = record.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
            write(out, keys.serializer().serialize(topic, record.key()));
            write(out, values.serializer().serialize(topic, record.value()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private Record<K, V> read(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte form = in.readByte();
            if (form != FORM) {
                throw new SerializationException("A record set aside in the unknown form " + form + ".");
            }
            long timestamp = in.readLong();
            Headers headers = new RecordHeaders();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(new String(readBytes(in), StandardCharsets.UTF_8), readBytes(in));
            }
            K key = keys.deserializer().deserialize(topic, readBytes(in));
            V value = values.deserializer().deserialize(topic, readBytes(in));
            return new Record<>(key, value, timestamp, headers);
        } catch (IOException truncated) {
            throw new SerializationException("A record set aside is cut short: " + bytes.length + " bytes.", truncated);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length + " with " + in.available() + " bytes left");
        }
        return in.readNBytes(length);
    }
}
