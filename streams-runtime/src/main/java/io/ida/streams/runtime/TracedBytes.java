package io.ida.streams.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;

/**
 * How events are kept with the headers of their traces: a byte that no event begins with, the number of headers, for each
 * its name and the length and bytes of its value, and the event. An event without headers stands alone.
 */
record TracedBytes<V>(Serde<V> values) {
    private static final byte WITH_HEADERS = 1;

    byte[] write(String topic, Traced<V> traced) {
        if (traced == null) {
            return null;
        }
        byte[] value = values.serializer().serialize(topic, traced.value());
        Header[] headers = traced.headers().toArray();
        if (headers.length == 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(WITH_HEADERS);
            out.writeByte(headers.length);
            for (Header header : headers) {
                out.writeUTF(header.key());
                out.writeInt(header.value().length);
                out.write(header.value());
            }
            out.write(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    Traced<V> read(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Headers headers = new RecordHeaders();
        if (bytes.length == 0 || bytes[0] != WITH_HEADERS) {
            return new Traced<>(values.deserializer().deserialize(topic, bytes), headers);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readByte();
            for (int left = in.readByte(); left > 0; left--) {
                headers.add(in.readUTF(), in.readNBytes(in.readInt()));
            }
            return new Traced<>(values.deserializer().deserialize(topic, in.readAllBytes()), headers);
        } catch (IOException | IllegalArgumentException truncated) {
            throw new SerializationException("An event in state is cut short: " + bytes.length + " bytes.", truncated);
        }
    }
}
