package io.ida.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ida.events.AssistantPin;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One line of JSON that says a question: {@code task}, {@code text}, {@code facts} and {@code depth}; if wanted {@code id},
 * {@code sample}, {@code supervisor}, {@code assistant} with {@code name} and {@code version}, {@code budget}, {@code
 * expiresAt} or {@code timeToLive}, and {@code labels}. A field with another name is an error, so that a misspelt one is
 * not lost.
 */
final class QuestionLine {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> FIELDS = Set.of(
            "id",
            "task",
            "text",
            "facts",
            "depth",
            "sample",
            "supervisor",
            "assistant",
            "budget",
            "expiresAt",
            "timeToLive",
            "labels");

    private QuestionLine() {}

    /**
     * Reads and checks a line. A question without an id gets a random one.
     *
     * @throws InvalidQuestionException if the line is no question that can be answered; the message says why
     */
    static QuestionDraft read(String line) throws InvalidQuestionException {
        JsonFields fields = new JsonFields("", object(line));
        fields.allowOnly(FIELDS);
        String id = fields.text("id");
        Long sample = fields.number("sample", Integer.MAX_VALUE);
        QuestionDraft draft = new QuestionDraft(
                id == null ? UUID.randomUUID().toString() : id,
                fields.requiredText("task"),
                fields.requiredText("text"),
                facts(fields),
                fields.requiredNumber("depth", Integer.MAX_VALUE).intValue(),
                sample == null ? 0 : sample.intValue(),
                fields.text("supervisor"),
                assistant(fields),
                fields.number("budget", Long.MAX_VALUE),
                instant(fields),
                duration(fields),
                labels(fields));
        draft.check();
        return draft;
    }

    private static JsonNode object(String line) throws InvalidQuestionException {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
                throw new InvalidQuestionException("not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new InvalidQuestionException("not JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> facts(JsonFields fields) throws InvalidQuestionException {
        JsonNode array = fields.required("facts");
        if (!array.isArray()) {
            throw new InvalidQuestionException("facts must be an array of texts");
        }
        List<String> facts = new ArrayList<>();
        for (JsonNode fact : array) {
            if (!fact.isTextual()) {
                throw new InvalidQuestionException("facts must be an array of texts");
            }
            facts.add(fact.textValue());
        }
        return facts;
    }

    private static AssistantPin assistant(JsonFields fields) throws InvalidQuestionException {
        JsonNode node = fields.get("assistant");
        if (node == null) {
            return null;
        }
        JsonFields pin = new JsonFields("assistant.", node);
        pin.allowOnly(Set.of("name", "version"));
        String name = pin.text("name");
        Long version = pin.number("version", Integer.MAX_VALUE);
        return new AssistantPin(
                name == null ? QuestionDraft.DEFAULT_ASSISTANT : name, version == null ? null : version.intValue());
    }

    private static Instant instant(JsonFields fields) throws InvalidQuestionException {
        String text = fields.text("expiresAt");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidQuestionException(
                    "expiresAt must be a time like 2030-01-31T12:00:00Z, not '" + text + "'");
        }
    }

    private static Duration duration(JsonFields fields) throws InvalidQuestionException {
        String text = fields.text("timeToLive");
        try {
            return text == null ? null : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidQuestionException("timeToLive: " + e.getMessage());
        }
    }

    private static Map<String, String> labels(JsonFields fields) throws InvalidQuestionException {
        Map<String, String> labels = new TreeMap<>();
        JsonNode node = fields.get("labels");
        if (node != null) {
            JsonFields texts = new JsonFields("labels.", node);
            for (String name : texts.names()) {
                labels.put(name, texts.requiredText(name));
            }
        }
        return labels;
    }
}
