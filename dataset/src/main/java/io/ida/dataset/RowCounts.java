package io.ida.dataset;

import io.ida.events.Answerer;
import io.ida.events.Split;
import io.ida.events.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts rows by what they are. Holds one number for each kind of row that occurs, as to look for one number is quicker than
 * to look for five. For one thread.
 */
final class RowCounts {
    private final Map<Kind, Long> kinds = new HashMap<>();
    private final SortedMap<String, SortedMap<String, Long>> others = new TreeMap<>();

    private record Version(String name, int version) {
        @Override
        public String toString() {
            return name + "@" + version;
        }
    }

    /** What rows are counted by. */
    record Kind(String task, int depth, Split split, Version supervisor, List<Version> assistants) {
        static Kind of(Trace trace) {
            Answerer supervisor = trace.getAnswer().getAnsweredBy();
            return new Kind(
                    trace.getQuestion().getTask(),
                    trace.getQuestion().getDepth(),
                    trace.getSplit(),
                    new Version(supervisor.getName(), supervisor.getVersion()),
                    trace.getAnswer().getAssistantVersions().stream()
                            .map(assistant -> new Version(assistant.getName(), assistant.getVersion()))
                            .toList());
        }
    }

    void add(Kind kind) {
        kinds.merge(kind, 1L, Long::sum);
    }

    void add(Map<String, ? extends Map<String, Long>> counts) {
        add(counts, others);
    }

    /** Rows by what is counted and its value. */
    SortedMap<String, SortedMap<String, Long>> all() {
        SortedMap<String, SortedMap<String, Long>> all = new TreeMap<>();
        add(others, all);
        kinds.forEach((kind, rows) -> {
            add("task", kind.task(), rows, all);
            add("depth", Integer.toString(kind.depth()), rows, all);
            add("split", kind.split().name(), rows, all);
            add("supervisor", kind.supervisor().toString(), rows, all);
            if (kind.assistants().isEmpty()) {
                add("assistant", "none", rows, all);
            }
            kind.assistants().forEach(assistant -> add("assistant", assistant.toString(), rows, all));
        });
        return all;
    }

    private static void add(
            Map<String, ? extends Map<String, Long>> counts, SortedMap<String, SortedMap<String, Long>> to) {
        counts.forEach((what, values) -> values.forEach((value, rows) -> add(what, value, rows, to)));
    }

    private static void add(String what, String value, long rows, SortedMap<String, SortedMap<String, Long>> to) {
        to.computeIfAbsent(what, any -> new TreeMap<>()).merge(value, rows, Long::sum);
    }
}
