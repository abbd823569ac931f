package io.ida.dataset;

import io.ida.events.Answerer;
import io.ida.events.AssistantVersion;
import io.ida.events.Trace;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows by what they are. Holds one number for each thing that occurs. For one thread. */
final class RowCounts {
    private final SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();

    void add(Trace trace) {
        count("task", trace.getQuestion().getTask());
        count("depth", Integer.toString(trace.getQuestion().getDepth()));
        count("split", trace.getSplit().name());
        Answerer supervisor = trace.getAnswer().getAnsweredBy();
        count("supervisor", version(supervisor.getName(), supervisor.getVersion()));
        List<AssistantVersion> assistants = trace.getAnswer().getAssistantVersions();
        if (assistants.isEmpty()) {
            count("assistant", "none");
        }
        assistants.forEach(assistant -> count("assistant", version(assistant.getName(), assistant.getVersion())));
    }

    void add(Map<String, ? extends Map<String, Long>> others) {
        others.forEach((what, values) -> values.forEach((value, rows) ->
                counts.computeIfAbsent(what, any -> new TreeMap<>()).merge(value, rows, Long::sum)));
    }

    private void count(String what, String value) {
        counts.computeIfAbsent(what, any -> new TreeMap<>()).merge(value, 1L, Long::sum);
    }

    private static String version(String name, int version) {
        return name + "@" + version;
    }

    SortedMap<String, SortedMap<String, Long>> all() {
        return counts;
    }
}
