package io.ida.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * How events of one schema are written under a subject.
 *
 * @param id id of the schema that the bytes are in
 * @param writer writes the bytes; safe for use by several threads
 */
record Encoding<V>(int id, DatumWriter<V> writer) {
    /** Uses the encoders that Avro generates for records without logical types: contexts, exchanges and the like. */
    private static final SpecificData MODEL = new SpecificData();

    static {
        MODEL.setCustomCoders(true);
        MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** Events are written with their own schema. */
    static <V> Encoding<V> as(int id, Schema own) {
        return new Encoding<>(id, new SpecificDatumWriter<>(own, MODEL));
    }

    /**
     * Events are written with the subject's latest schema, which need not be their own.
     *
     * @throws SchemaRefusedException if the latest schema cannot hold them, as Confluent's {@code
     *     latest.compatibility.strict} does
     */
    static <V extends SpecificRecord> Encoding<V> via(int id, Schema own, Schema latest) {
        if (LanguageNeutral.of(latest).equals(LanguageNeutral.of(own))) {
            return as(id, own);
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(latest, own);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new SchemaRefusedException("The latest schema, id " + id + ", cannot hold this program's "
                    + own.getFullName() + ": " + pair.getResult().getIncompatibilities());
        }
        return new Encoding<>(id, new Resolving<>(own, latest));
    }

    /** Writes by way of Avro's schema resolution: slower, and only used while a program lags behind its subject. */
    private static final class Resolving<V> implements DatumWriter<V> {
        private final DatumWriter<V> own;
        private final GenericDatumReader<GenericRecord> resolver;
        private final DatumWriter<GenericRecord> latest;

        Resolving(Schema own, Schema latest) {
            this.own = new SpecificDatumWriter<>(own);
            this.resolver = new GenericDatumReader<>(own, latest);
            this.latest = new GenericDatumWriter<>(latest);
        }

        @Override
        public void setSchema(Schema schema) {
            throw new IllegalStateException("A resolving writer keeps the schemas it was made with.");
        }

        @Override
        public void write(V event, Encoder out) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            own.write(event, encoder);
            encoder.flush();
            latest.write(resolver.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)), out);
        }
    }
}
