package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.VerdictValue;
import java.io.IOException;
import java.util.List;

/**
 * TRL's stepwise supervision: the question, the exchanges as steps, and for each step whether it is right. The steps end
 * before the first exchange that nobody judged; a row without judged steps makes no sample.
 */
final class StepwiseSupervision {
    private StepwiseSupervision() {}

    static int write(Row row, JsonGenerator json) throws IOException {
        Trace trace = row.trace();
        List<Exchange> steps = trace.getFit() ? judged(trace) : List.of();
        if (steps.isEmpty()) {
            return 0;
        }
        json.writeStartObject();
        json.writeStringField("prompt", Prompts.of(trace.getQuestion()));
        json.writeArrayFieldStart("completions");
        for (Exchange step : steps) {
            json.writeString(step.getText() + " = " + step.getAnswer());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("labels");
        for (Exchange step : steps) {
            json.writeBoolean(Verdicts.of(trace, step) == VerdictValue.GOOD);
        }
        json.writeEndArray();
        json.writeEndObject();
        return 1;
    }

    private static List<Exchange> judged(Trace trace) {
        return trace.getTranscript().stream()
                .takeWhile(exchange -> Verdicts.of(trace, exchange) != VerdictValue.UNKNOWN)
                .toList();
    }
}
