package io.ida.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object, with types; errors name the field. A field that is null counts as absent.
 *
 * @param prefix what its name begins with in errors
 */
record JsonFields(String prefix, JsonNode object) {
    List<String> names() throws InvalidQuestionException {
        if (!object.isObject()) {
            throw new InvalidQuestionException(prefix.substring(0, prefix.length() - 1) + " must be an object");
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    void allowOnly(Set<String> known) throws InvalidQuestionException {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw new InvalidQuestionException(
                        "unknown field " + prefix + name + "; known: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** The field, or null. */
    JsonNode get(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    JsonNode required(String name) throws InvalidQuestionException {
        JsonNode node = get(name);
        if (node == null) {
            throw new InvalidQuestionException(prefix + name + " is missing");
        }
        return node;
    }

    String requiredText(String name) throws InvalidQuestionException {
        required(name);
        return text(name);
    }

    /** The text, or null. */
    String text(String name) throws InvalidQuestionException {
        JsonNode node = get(name);
        if (node != null && !node.isTextual()) {
            throw new InvalidQuestionException(prefix + name + " must be a text");
        }
        return node == null ? null : node.textValue();
    }

    /** The whole number from 0 to the maximum. */
    Long requiredNumber(String name, long maximum) throws InvalidQuestionException {
        required(name);
        return number(name, maximum);
    }

    /** The whole number from 0 to the maximum, or null. */
    Long number(String name, long maximum) throws InvalidQuestionException {
        JsonNode node = get(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new InvalidQuestionException(prefix + name + " must be a whole number");
        }
        if (node.longValue() < 0 || node.longValue() > maximum) {
            throw new InvalidQuestionException(prefix + name + " must be 0 to " + maximum);
        }
        return node.longValue();
    }
}
