package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formats make of verdicts. The rows are those of {@link Traces}, with each of its cases of verdicts. */
class VerdictFormatsTest {
    private static final String FACTS = "Facts:\nt\nfact %d\nt\n\nQuestion: %s\nAnswer:\n";

    @ParameterizedTest(name = "row {0}: {2}")
    @CsvSource({
        "0, 3, 'true true false'", // good, bad
        "2, 1, 'true'", // nothing is known
        "4, 1, 'true'", // unknown, bad
        "7, 2, 'true true'", // good, unknown
        "8, 3, 'true false true'", // bad, good
        "10, 3, 'true true false'" // unknown by one and good by another, bad
    })
    void stepsAreTrueIfGoodFalseIfBadAndEndBeforeOneThatIsUnknown(int row, int steps, String labels)
            throws IOException {
        List<JsonNode> samples = samples(StepwiseSupervision::write, row);

        assertThat(samples).hasSize(1);
        assertThat(samples.get(0).path("prompt").textValue()).isEqualTo(FACTS.formatted(row, "question " + row + " t"));
        assertThat(texts(samples.get(0).path("completions")))
                .isEqualTo(
                        List.of("first t = t", "second = t", "second = t wrong").subList(0, steps));
        assertThat(texts(samples.get(0).path("labels"))).containsExactly(labels.split(" "));
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @CsvSource({
        "0, 't > t wrong, better t > t wrong'", // against the good answer to the same question, and the judge's
        "2, ''", // nothing is known
        "4, 'better t > t wrong'", // nobody knows whether the other answer is good
        "7, ''", // nothing is bad
        "8, 't wrong > t'", // the good answer is the judge's, too
        "10, 't > t wrong'" // the judge has no answer
    })
    void pairsAreDecidedByVerdicts(int row, String expected) throws IOException {
        List<String> pairs = new ArrayList<>();
        for (JsonNode pair : samples(PreferencePairs::write, row)) {
            assertThat(pair.path("prompt").textValue()).isEqualTo(FACTS.formatted(row, "second"));
            pairs.add(pair.path("chosen").textValue() + " > "
                    + pair.path("rejected").textValue());
        }

        assertThat(String.join(", ", pairs)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @CsvSource({"0, '1 1 0'", "2, '1 1 1'", "4, '1 1 0'", "7, '1 1 1'", "8, '1 0 0'", "10, '1 1 0'"})
    void movesAfterABadAnswerAreOfNoWeightWhereThereAreWeights(int row, String expected) throws IOException {
        List<String> weights = new ArrayList<>();
        JsonNode messages = messages(ToolCalls.openAi(), row);
        for (JsonNode message : messages) {
            if (message.path("role").textValue().equals("assistant")) {
                weights.add(message.path("weight").toString());
            }
        }

        assertThat(String.join(" ", weights)).isEqualTo(expected);
        assertThat(messages).hasSize(8);
        assertThat(messages.get(7).path("content").textValue()).isEqualTo("t");
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @CsvSource({"0, 6", "2, 8", "4, 6", "7, 8", "8, 3", "10, 6"})
    void aConversationWithoutWeightsEndsWithTheLastMoveThatKnewOfNoBadAnswer(int row, int length) throws IOException {
        JsonNode messages = messages(ToolCalls.trl(), row);

        assertThat(messages).hasSize(length);
        JsonNode whole = messages(ToolCalls.openAi(), row);
        for (int i = 0; i < length; i++) {
            assertThat(messages.get(i).path("role")).isEqualTo(whole.get(i).path("role"));
            assertThat(messages.get(i).path("content")).isEqualTo(whole.get(i).path("content"));
            assertThat(messages.get(i).path("tool_calls"))
                    .hasSameSizeAs(whole.get(i).path("tool_calls"));
        }
        JsonNode last = messages.get(length - 1);
        assertThat(last.path("role").textValue()).isEqualTo("assistant");
        assertThat(last.path("weight").intValue()).isEqualTo(1);
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @CsvSource({"0, false", "2, true", "4, false", "7, true", "8, false", "10, false", "1, false"})
    void anAnswerIsDistilledUnlessItRestsOnABadOneOrIsUnfit(int row, boolean distilled) throws IOException {
        String prompt = FACTS.formatted(row, "question " + row + " t");
        List<JsonNode> pairs = samples(PromptCompletion::write, row);
        List<JsonNode> chats = samples(ChatMessages::write, row);

        assertThat(pairs).hasSize(distilled ? 1 : 0);
        assertThat(chats).hasSize(distilled ? 1 : 0);
        assertThat(PromptCompletion.of(Traces.trace(row, "t")))
                .isEqualTo(distilled ? Optional.of(new PromptCompletion(prompt, "t")) : Optional.empty());
        if (distilled) {
            JsonNode messages = chats.get(0).path("messages");
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0).path("content")).isEqualTo(pairs.get(0).path("prompt"));
            assertThat(messages.get(1).path("content")).isEqualTo(pairs.get(0).path("completion"));
        }
    }

    @Test
    void aRowThatIsNotFitMakesNoSamples() throws IOException {
        assertThat(samples(StepwiseSupervision::write, 1)).isEmpty();
        assertThat(samples(PreferencePairs::write, 1)).isEmpty();
        assertThat(samples(ToolCalls.openAi(), 1)).isEmpty();
        assertThat(samples(ToolCalls.trl(), 1)).isEmpty();
    }

    private static JsonNode messages(Samples format, int row) throws IOException {
        List<JsonNode> samples = samples(format, row);
        assertThat(samples).hasSize(1);
        return samples.get(0).path("messages");
    }

    private static List<JsonNode> samples(Samples format, int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count;
        try (JsonGenerator json = Json.generator(bytes, "\n")) {
            count = format.write(new Row(0, 0, 0, Traces.trace(number, "t")), json);
        }
        List<JsonNode> samples = new ArrayList<>();
        for (String line : bytes.toString().lines().toList()) {
            samples.add(Json.MAPPER.readTree(line));
        }
        assertThat(samples).hasSize(count);
        return samples;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
