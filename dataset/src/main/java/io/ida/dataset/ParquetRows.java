package io.ida.dataset;

import io.ida.events.Trace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.MessageType;

/**
 * Stripes rows into Parquet's columns as {@link TableSchema} has them: a value goes to its column with a repetition level,
 * which says at what list a new element begins, and a definition level, which says how much of its path is there. (Melnik
 * and others, "Dremel: Interactive Analysis of Web-Scale Datasets", 2010.) Levels and columns are found out once, from the
 * schema; Parquet's own writer of records finds them out for each value. For one thread.
 */
final class ParquetRows {
    static final MessageType SCHEMA = new AvroSchemaConverter(settings()).convert(TableSchema.SCHEMA);

    private final List<ParquetColumn> columns =
            SCHEMA.getColumns().stream().map(ParquetColumn::new).toList();
    private final Part partition;
    private final Part offset;
    private final Part trace;
    private int placed;

    ParquetRows() {
        partition = leaf(0, 0);
        offset = leaf(0, 0);
        trace = part(Trace.getClassSchema(), 0, 0);
    }

    /** Some columns, side by side: those of a field and of everything in it. */
    private interface Part {
        void add(Object value, int repetition);

        /** Adds that there is no value, as something is missing that encloses these columns. */
        void addNothing(int repetition, int definition);
    }

    private static ParquetConfiguration settings() {
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        // Lists as the format's specification has them, list<element>.
        settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return settings;
    }

    List<ParquetColumn> columns() {
        return columns;
    }

    void add(Row row) {
        partition.add(row.partition(), 0);
        offset.add(row.offset(), 0);
        trace.add(row.trace(), 0);
    }

    private Part part(Schema schema, int repetition, int definition) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, repetition, definition);
            case ARRAY ->
                new Elements(part(schema.getElementType(), repetition + 1, definition + 1), repetition + 1, definition);
            case MAP ->
                new Entries(
                        leaf(repetition + 1, definition + 1),
                        leaf(repetition + 1, definition + 1),
                        repetition + 1,
                        definition);
            case UNION -> new Nullable(part(RowSchema.present(schema), repetition, definition + 1), definition);
            default -> leaf(repetition, definition);
        };
    }

    private Part record(Schema schema, int repetition, int definition) {
        return new Fields(schema.getFields().stream()
                .map(field -> part(field.schema(), repetition, definition))
                .toArray(Part[]::new));
    }

    /** Columns are placed in the order of the schema, from left to right. */
    private Leaf leaf(int repetition, int definition) {
        ParquetColumn column = columns.get(placed++);
        if (column.descriptor().getMaxRepetitionLevel() != repetition
                || column.descriptor().getMaxDefinitionLevel() != definition) {
            throw new IllegalStateException(
                    column.descriptor() + " does not have the levels " + repetition + " and " + definition + ".");
        }
        return new Leaf(column, definition);
    }

    private record Leaf(ParquetColumn column, int definition) implements Part {
        @Override
        public void add(Object value, int repetition) {
            column.add(value, repetition, definition);
        }

        @Override
        public void addNothing(int repetition, int level) {
            column.add(null, repetition, level);
        }
    }

    /** @param definition the level where there is none */
    private record Nullable(Part present, int definition) implements Part {
        @Override
        public void add(Object value, int repetition) {
            if (value == null) {
                present.addNothing(repetition, definition);
            } else {
                present.add(value, repetition);
            }
        }

        @Override
        public void addNothing(int repetition, int level) {
            present.addNothing(repetition, level);
        }
    }

    private record Fields(Part[] fields) implements Part {
        @Override
        public void add(Object value, int repetition) {
            SpecificRecordBase record = (SpecificRecordBase) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].add(record.get(i), repetition);
            }
        }

        @Override
        public void addNothing(int repetition, int level) {
            for (Part field : fields) {
                field.addNothing(repetition, level);
            }
        }
    }

    /**
     * @param next repetition level of all elements but the first
     * @param definition the level where there is no element
     */
    private record Elements(Part element, int next, int definition) implements Part {
        @Override
        public void add(Object value, int repetition) {
            List<?> elements = (List<?>) value;
            if (elements.isEmpty()) {
                addNothing(repetition, definition);
            }
            int level = repetition;
            for (int i = 0; i < elements.size(); i++) {
                element.add(elements.get(i), level);
                level = next;
            }
        }

        @Override
        public void addNothing(int repetition, int level) {
            element.addNothing(repetition, level);
        }
    }

    /** A map as a list of key and value, sorted by key, with the levels of {@link Elements}. */
    private record Entries(Leaf key, Leaf entryValue, int next, int definition) implements Part {
        @Override
        public void add(Object value, int repetition) {
            Map<?, ?> entries = (Map<?, ?>) value;
            if (entries.isEmpty()) {
                addNothing(repetition, definition);
            }
            int level = repetition;
            for (Map.Entry<?, ?> entry : new TreeMap<>(entries).entrySet()) {
                key.add(entry.getKey(), level);
                entryValue.add(entry.getValue(), level);
                level = next;
            }
        }

        @Override
        public void addNothing(int repetition, int level) {
            key.addNothing(repetition, level);
            entryValue.addNothing(repetition, level);
        }
    }
}
