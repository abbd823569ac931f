package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.VerdictValue;
import java.util.List;

/**
 * TRL's stepwise supervision: the question, the exchanges as steps, and for each step whether it is right. The steps end
 * before the first exchange that nobody judged; a row without judged steps makes no sample.
 */
final class StepwiseSupervision {
    static final Samples SAMPLES = row -> row.trace().getFit() ? steps(row.trace()) : List.of();

    private StepwiseSupervision() {}

    private static List<ObjectNode> steps(Trace trace) {
        ObjectNode sample = Json.MAPPER.createObjectNode();
        sample.put("prompt", Prompts.of(trace.getQuestion()));
        ArrayNode completions = sample.putArray("completions");
        ArrayNode labels = sample.putArray("labels");
        for (Exchange exchange : trace.getTranscript()) {
            VerdictValue verdict = Verdicts.of(trace, exchange);
            if (verdict == VerdictValue.UNKNOWN) {
                break;
            }
            completions.add(exchange.getText() + " = " + exchange.getAnswer());
            labels.add(verdict == VerdictValue.GOOD);
        }
        return labels.isEmpty() ? List.of() : List.of(sample);
    }
}
