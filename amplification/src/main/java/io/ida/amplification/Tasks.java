package io.ida.amplification;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks a process knows, by name. Immutable. */
public final class Tasks {
    private final Map<String, Task> byName;

    public Tasks(List<Task> tasks) {
        Map<String, Task> map = new LinkedHashMap<>();
        tasks.forEach(task -> map.put(task.name(), task));
        byName = Map.copyOf(map);
    }

    /** The task of that name, if there is one. */
    public Optional<Task> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The task of that name.
     *
     * @throws InvalidTextException if there is none; the message lists the names there are
     */
    public Task get(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidTextException(
                        "Unknown task '" + name + "'. Known tasks: " + String.join(", ", names()) + "."));
    }

    /** All names, sorted. */
    public Collection<String> names() {
        return byName.keySet().stream().sorted().toList();
    }
}
