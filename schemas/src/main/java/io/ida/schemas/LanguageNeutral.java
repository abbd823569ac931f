package io.ida.schemas;

import org.apache.avro.Schema;

/** Schemas as they stand in the contract: without the notes that Java's code generator leaves in them. */
final class LanguageNeutral {
    private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";

    private LanguageNeutral() {}

    /** The schema that programs in any language get when they parse the published file. */
    static Schema of(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replace(JAVA_STRING, "\"string\"")
                        .replace(",\"avro.java.string\":\"String\"", ""));
    }
}
