package io.ida.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The shape of a row in a table: that of {@link RowSchema}, with a list of key and value, sorted by key, for each map, and
 * text for each enumeration. Not all readers of tables have these types.
 */
final class TableSchema {
    private static final Schema ENTRY = Schema.createRecord(
            "Entry",
            null,
            "io.ida.dataset",
            false,
            List.of(
                    new Schema.Field("key", Schema.create(Schema.Type.STRING)),
                    new Schema.Field("value", Schema.create(Schema.Type.STRING))));

    static final Schema SCHEMA = new Tables().of(RowSchema.SCHEMA);

    private TableSchema() {}

    /** Makes each named type once. */
    private static final class Tables {
        private final Map<String, Schema> made = new HashMap<>();

        Schema of(Schema schema) {
            return switch (schema.getType()) {
                case RECORD -> record(schema);
                case ARRAY -> Schema.createArray(of(schema.getElementType()));
                case MAP -> Schema.createArray(ENTRY);
                case ENUM -> Schema.create(Schema.Type.STRING);
                case UNION ->
                    Schema.createUnion(schema.getTypes().stream().map(this::of).toList());
                default -> schema;
            };
        }

        private Schema record(Schema schema) {
            Schema known = made.get(schema.getFullName());
            if (known != null) {
                return known;
            }
            List<Schema.Field> fields = schema.getFields().stream()
                    .map(field -> new Schema.Field(field.name(), of(field.schema()), field.doc()))
                    .toList();
            Schema table = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
            made.put(schema.getFullName(), table);
            return table;
        }
    }
}
