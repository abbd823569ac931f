package io.ida.dataset;

import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Columns and their types in the YAML of Hugging Face's data cards. Readers would guess them from the first rows, and
 * wrongly where those happen to leave something out.
 */
final class Features {
    static final String PROMPT_COMPLETION = text("prompt") + text("completion");
    static final String CHAT = "- name: messages\n  list:\n" + indent(text("role") + text("content"));
    static final String STEPWISE =
            text("prompt") + "- name: completions\n  list: string\n" + "- name: labels\n  list: bool\n";
    static final String PREFERENCE = text("prompt") + text("chosen") + text("rejected");

    private Features() {}

    /** The columns of {@link RowSchema}. */
    static String rows() {
        return columns(RowSchema.SCHEMA);
    }

    static String openAiToolCalls() {
        return toolCalls(text("arguments"));
    }

    static String trlToolCalls() {
        return toolCalls("- name: arguments\n  struct:\n" + indent(text("question") + column("sample", "int32")));
    }

    private static String toolCalls(String arguments) {
        String function = text("name") + arguments;
        String call = text("id") + text("type") + "- name: function\n  struct:\n" + indent(function);
        String message = text("role")
                + text("content")
                + column("weight", "int32")
                + "- name: tool_calls\n  list:\n"
                + indent(call)
                + text("tool_call_id");
        String described = text("type") + text("description");
        String parameters = text("type")
                + "- name: properties\n  struct:\n"
                + indent("- name: question\n  struct:\n" + indent(described) + "- name: sample\n  struct:\n"
                        + indent(described))
                + "- name: required\n  list: string\n";
        String tool = text("type")
                + "- name: function\n  struct:\n"
                + indent(text("name") + text("description") + "- name: parameters\n  struct:\n" + indent(parameters));
        return "- name: messages\n  list:\n" + indent(message) + "- name: tools\n  list:\n" + indent(tool);
    }

    private static String columns(Schema record) {
        return record.getFields().stream()
                .map(field -> named(field.name(), field.schema()))
                .collect(Collectors.joining());
    }

    private static String named(String name, Schema schema) {
        return switch (schema.getType()) {
            case UNION -> named(name, RowSchema.present(schema));
            case RECORD -> "- name: " + name + "\n  struct:\n" + indent(columns(schema));
            case MAP -> "- name: " + name + "\n  list:\n" + indent(text("key") + named("value", schema.getValueType()));
            case ARRAY -> "- name: " + name + "\n  list:" + elements(schema.getElementType());
            default -> column(name, type(schema));
        };
    }

    private static String elements(Schema element) {
        return element.getType() == Schema.Type.RECORD ? "\n" + indent(columns(element)) : " " + type(element) + "\n";
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> "string";
            case INT -> "int32";
            case LONG -> "int64";
            case BOOLEAN -> "bool";
            default -> throw new IllegalStateException("No column type for " + schema + ".");
        };
    }

    private static String text(String name) {
        return column(name, "string");
    }

    private static String column(String name, String type) {
        return "- name: " + name + "\n  dtype: " + type + "\n";
    }

    private static String indent(String lines) {
        return lines.indent(2);
    }
}
