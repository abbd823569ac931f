package io.ida.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * TRL's preference pairs, with the prompt apart: two answers to one sub-question that differ, of which a verdict found one
 * good and the other bad. The two are samples that H asked for in one transcript, or the answer that was judged and the
 * one that whoever judged it gives instead.
 */
final class PreferencePairs {
    private PreferencePairs() {}

    private record Pair(String question, String chosen, String rejected) {}

    static int write(Row row, JsonGenerator json) throws IOException {
        Trace trace = row.trace();
        Set<Pair> pairs = trace.getFit() ? pairs(trace) : Set.of();
        for (Pair pair : pairs) {
            json.writeStartObject();
            json.writeStringField(
                    "prompt", Prompts.of(trace.getQuestion().getContext().getFacts(), pair.question()));
            json.writeStringField("chosen", pair.chosen());
            json.writeStringField("rejected", pair.rejected());
            json.writeEndObject();
        }
        return pairs.size();
    }

    private static Set<Pair> pairs(Trace trace) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Exchange exchange : trace.getTranscript()) {
            if (Verdicts.of(trace, exchange) == VerdictValue.BAD) {
                against(exchange, trace, pairs);
            }
        }
        return pairs;
    }

    private static void against(Exchange bad, Trace trace, Set<Pair> pairs) {
        if (bad.getStatus() != AnswerStatus.ANSWERED) {
            return;
        }
        trace.getTranscript().stream()
                .filter(other -> other.getText().equals(bad.getText()))
                .filter(other -> other.getStatus() == AnswerStatus.ANSWERED)
                .filter(other -> Verdicts.of(trace, other) == VerdictValue.GOOD)
                .map(Exchange::getAnswer)
                .filter(good -> !good.equals(bad.getAnswer()))
                .forEach(good -> pairs.add(new Pair(bad.getText(), good, bad.getAnswer())));
        Verdicts.find(trace, bad)
                .map(Verdict::getAnswer)
                .filter(good -> !good.isEmpty() && !good.equals(bad.getAnswer()))
                .ifPresent(good -> pairs.add(new Pair(bad.getText(), good, bad.getAnswer())));
    }
}
