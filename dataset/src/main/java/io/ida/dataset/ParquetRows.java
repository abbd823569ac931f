package io.ida.dataset;

import io.ida.events.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Hands rows to Parquet's columns as {@link TableSchema} has them. How a field is written is found out once, from the
 * schema: Parquet's own support for Avro asks each value what it is.
 */
final class ParquetRows extends WriteSupport<Row> {
    static final MessageType SCHEMA = new AvroSchemaConverter(settings()).convert(TableSchema.SCHEMA);

    private static final Field[] TRACE = fields(Trace.getClassSchema(), RowSchema.PLACE_FIELDS);

    private RecordConsumer columns;

    @FunctionalInterface
    private interface Writer {
        void write(Object value, RecordConsumer columns);
    }

    /** A field of an event, and which one it is of those of the columns. */
    private record Field(String name, int column, int position, Writer writer) {
        /** What is not set leaves no field. */
        void write(SpecificRecordBase record, RecordConsumer columns) {
            Object value = record.get(position);
            if (value != null) {
                columns.startField(name, column);
                writer.write(value, columns);
                columns.endField(name, column);
            }
        }
    }

    private static ParquetConfiguration settings() {
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        // Lists as the format's specification has them, list<element>.
        settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return settings;
    }

    @Override
    public WriteContext init(ParquetConfiguration ignored) {
        return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public WriteContext init(Configuration ignored) {
        return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        columns = consumer;
    }

    @Override
    public void write(Row row) {
        columns.startMessage();
        columns.startField("partition", RowSchema.PARTITION);
        columns.addInteger(row.partition());
        columns.endField("partition", RowSchema.PARTITION);
        columns.startField("offset", RowSchema.OFFSET);
        columns.addLong(row.offset());
        columns.endField("offset", RowSchema.OFFSET);
        for (Field field : TRACE) {
            field.write(row.trace(), columns);
        }
        columns.endMessage();
    }

    private static Field[] fields(Schema schema, int before) {
        return schema.getFields().stream()
                .map(field -> new Field(field.name(), field.pos() + before, field.pos(), writer(field.schema())))
                .toArray(Field[]::new);
    }

    private static Writer writer(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(fields(schema, 0));
            case ARRAY -> list(writer(schema.getElementType()));
            case MAP -> entries(writer(schema.getValueType()));
            case UNION -> writer(RowSchema.present(schema));
            case STRING -> (value, columns) -> columns.addBinary(utf8(value.toString()));
            case ENUM -> enumeration(schema);
            case INT -> (value, columns) -> columns.addInteger((Integer) value);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? (value, columns) -> columns.addLong(((Instant) value).toEpochMilli())
                        : (value, columns) -> columns.addLong((Long) value);
            case BOOLEAN -> (value, columns) -> columns.addBoolean((Boolean) value);
            default -> throw new IllegalArgumentException("No trace has a field of type " + schema.getType() + ".");
        };
    }

    private static Writer enumeration(Schema schema) {
        Binary[] symbols =
                schema.getEnumSymbols().stream().map(ParquetRows::utf8).toArray(Binary[]::new);
        return (value, columns) -> columns.addBinary(symbols[((Enum<?>) value).ordinal()]);
    }

    private static Binary utf8(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Writer record(Field[] fields) {
        return (value, columns) -> {
            SpecificRecordBase record = (SpecificRecordBase) value;
            columns.startGroup();
            for (Field field : fields) {
                field.write(record, columns);
            }
            columns.endGroup();
        };
    }

    private static Writer list(Writer element) {
        return (value, columns) -> {
            List<?> elements = (List<?>) value;
            columns.startGroup();
            if (!elements.isEmpty()) {
                columns.startField("list", 0);
                for (Object each : elements) {
                    columns.startGroup();
                    columns.startField("element", 0);
                    element.write(each, columns);
                    columns.endField("element", 0);
                    columns.endGroup();
                }
                columns.endField("list", 0);
            }
            columns.endGroup();
        };
    }

    /** A map is a list of key and value, sorted by key. */
    private static Writer entries(Writer entryValue) {
        Writer list = list((entry, columns) -> {
            Map.Entry<?, ?> each = (Map.Entry<?, ?>) entry;
            columns.startGroup();
            columns.startField("key", 0);
            columns.addBinary(utf8(each.getKey().toString()));
            columns.endField("key", 0);
            columns.startField("value", 1);
            entryValue.write(each.getValue(), columns);
            columns.endField("value", 1);
            columns.endGroup();
        });
        return (value, columns) -> list.write(List.copyOf(new TreeMap<>((Map<?, ?>) value).entrySet()), columns);
    }
}
