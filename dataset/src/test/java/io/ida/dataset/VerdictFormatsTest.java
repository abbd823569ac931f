package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the formats make of verdicts. The rows are those of {@link Traces}, with each of its cases of verdicts. */
class VerdictFormatsTest {
    private static final String FACTS = "Facts:\nt\nfact %d\nt\n\nQuestion: %s\nAnswer:\n";

    @ParameterizedTest(name = "row {0}: {2}")
    @CsvSource({
        "0, 3, 'true true false'", // good, bad
        "7, 1, 'true'", // nothing is known
        "2, 1, 'true'", // unknown, bad
        "3, 2, 'true true'", // good, unknown
        "4, 3, 'true false true'", // bad, good
        "5, 3, 'true true false'" // unknown by one and good by another, bad
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
        "7, ''", // nothing is known
        "2, 'better t > t wrong'", // nobody knows whether the other answer is good
        "3, ''", // nothing is bad
        "4, 't wrong > t'", // the good answer is the judge's, too
        "5, 't > t wrong'" // the judge has no answer
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
    @CsvSource({"0, '1 1 0'", "7, '1 1 1'", "2, '1 1 0'", "3, '1 1 1'", "4, '1 0 0'", "5, '1 1 0'"})
    void movesAfterABadAnswerAreNotToBeLearned(int row, String expected) throws IOException {
        List<String> weights = new ArrayList<>();
        for (JsonNode message : samples(ToolCalls.trl(), row).get(0).path("messages")) {
            if (message.path("role").textValue().equals("assistant")) {
                weights.add(message.path("weight").toString());
            }
        }

        assertThat(String.join(" ", weights)).isEqualTo(expected);
    }

    @Test
    void aRowThatIsNotFitMakesNoSamples() throws IOException {
        assertThat(samples(StepwiseSupervision::write, 6)).isEmpty();
        assertThat(samples(PreferencePairs::write, 6)).isEmpty();
        assertThat(samples(ToolCalls.openAi(), 6)).isEmpty();
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
