package io.ida.dataset;

import io.ida.events.Trace;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The shape of a lossless row: the fields of a trace, after its place in the topic. */
final class RowSchema {
    static final int PARTITION = 0;
    static final int OFFSET = 1;

    /** How many fields come before those of the trace. */
    static final int PLACE_FIELDS = 2;

    static final Schema SCHEMA = schema();

    private RowSchema() {}

    private static Schema schema() {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("partition", Schema.create(Schema.Type.INT), "Partition of the trace topic."));
        fields.add(new Schema.Field("offset", Schema.create(Schema.Type.LONG), "Offset in that partition."));
        for (Schema.Field field : Trace.getClassSchema().getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        return Schema.createRecord(
                "TraceRow", "One trace and its place in the topic.", "io.ida.dataset", false, fields);
    }

    /** The one type besides null that the unions of events have. */
    static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }
}
