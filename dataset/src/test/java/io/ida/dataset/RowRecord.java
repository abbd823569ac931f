package io.ida.dataset;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A row seen as a record of {@link RowSchema}; read only. */
record RowRecord(Row row) implements GenericRecord {
    @Override
    public Schema getSchema() {
        return RowSchema.SCHEMA;
    }

    @Override
    public Object get(int position) {
        return switch (position) {
            case RowSchema.PARTITION -> row.partition();
            case RowSchema.OFFSET -> row.offset();
            default -> row.trace().get(position - RowSchema.PLACE_FIELDS);
        };
    }

    @Override
    public Object get(String name) {
        return get(RowSchema.SCHEMA.getField(name).pos());
    }

    @Override
    public void put(String name, Object value) {
        throw new UnsupportedOperationException("A row is read only.");
    }

    @Override
    public void put(int position, Object value) {
        throw new UnsupportedOperationException("A row is read only.");
    }
}
