package io.ida.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Random events and plain Avro bytes, always the same for the same seed. */
final class RandomEvents {
    private RandomEvents() {}

    static List<GenericRecord> generic(Schema schema, int count, long seed) {
        List<GenericRecord> records = new ArrayList<>();
        new RandomData(schema, count, seed).forEach(datum -> records.add((GenericRecord) datum));
        return records;
    }

    static <V extends SpecificRecord> List<V> of(Class<V> type, int count, long seed) {
        Schema schema = SpecificData.get().getSchema(type);
        return generic(schema, count, seed).stream()
                .map(event -> RandomEvents.<V>readEvent(type, schema, bytes(schema, event)))
                .toList();
    }

    static byte[] bytes(Schema writer, Object event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            (event instanceof SpecificRecord
                            ? SpecificData.getForClass(event.getClass()).createDatumWriter(writer)
                            : new GenericDatumWriter<Object>(writer))
                    .write(cast(event), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static GenericRecord readGeneric(Schema writer, Schema reader, byte[] bytes) {
        return read(new GenericDatumReader<>(writer, reader), bytes);
    }

    static <V extends SpecificRecord> V readEvent(Class<V> type, Schema writer, byte[] bytes) {
        SpecificData data = SpecificData.getForClass(type);
        return read(new SpecificDatumReader<>(writer, data.getSchema(type), data), bytes);
    }

    private static <D> D read(DatumReader<D> reader, byte[] bytes) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <D> D cast(Object event) {
        return (D) event;
    }
}
