package io.ida.dataset;

import io.ida.events.AssistantVersion;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Estimates the errors of assistants from the verdicts of comparisons, which nobody needs a right answer for. Shown row after
 * row, holds three numbers for each version and depth. For one thread.
 */
public final class AssistantErrors {
    private final Map<Place, Map<VerdictValue, Long>> counts = new TreeMap<>();

    private record Place(String assistant, int version, int depth) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byName = assistant.compareTo(other.assistant);
            int byVersion = byName == 0 ? Integer.compare(version, other.version) : byName;
            return byVersion == 0 ? Integer.compare(depth, other.depth) : byVersion;
        }
    }

    /** Takes a row into account, fit or not. */
    public void see(Trace row) {
        for (Verdict verdict : row.getVerdicts()) {
            if (verdict.getQuestionId().isPresent()) {
                row.getTranscript().stream()
                        .filter(exchange -> exchange.getRound() == verdict.getRound())
                        .filter(exchange -> exchange.getIndex() == verdict.getIndex())
                        .forEach(exchange -> count(row, exchange, verdict.getValue()));
            }
        }
    }

    private void count(Trace row, Exchange exchange, VerdictValue value) {
        int depth = row.getQuestion().getDepth() - 1;
        for (AssistantVersion behind : exchange.getAssistantVersions()) {
            counts.computeIfAbsent(
                            new Place(behind.getName(), behind.getVersion(), depth),
                            any -> new EnumMap<>(VerdictValue.class))
                    .merge(value, 1L, Long::sum);
        }
    }

    /** The estimates by assistant, version and depth. */
    public List<ErrorEstimate> estimates() {
        return counts.entrySet().stream()
                .map(entry -> estimate(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ErrorEstimate estimate(Place place, Map<VerdictValue, Long> count) {
        return new ErrorEstimate(
                place.assistant(),
                place.version(),
                place.depth(),
                count.getOrDefault(VerdictValue.GOOD, 0L),
                count.getOrDefault(VerdictValue.BAD, 0L),
                count.getOrDefault(VerdictValue.UNKNOWN, 0L));
    }
}
