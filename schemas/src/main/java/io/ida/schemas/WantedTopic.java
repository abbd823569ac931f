package io.ida.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A topic as the catalogue wants it.
 *
 * @param exact whether the number of partitions matters to anybody; if not, it is only used to create the topic
 */
record WantedTopic(String name, int partitions, boolean exact, Map<String, String> config) {

    static List<WantedTopic> all(Topics topics) {
        List<WantedTopic> wanted = new ArrayList<>();
        for (Topic<?> topic : topics.events()) {
            wanted.add(new WantedTopic(topic.name(), topic.partitions(), true, topic.config()));
        }
        wanted.add(new WantedTopic(topics.deadLetters(), topics.partitions(), false, topics.deadLettersConfig()));
        return wanted;
    }

    /** At least one finding, partitions first, then settings by name. */
    List<TopicFinding> compare(TopicState state) {
        if (state instanceof TopicState.Present present) {
            List<TopicFinding> found = new ArrayList<>();
            if (exact && present.partitions() != partitions) {
                found.add(TopicFinding.partitions(name, partitions, present.partitions()));
            }
            new TreeMap<>(config).forEach((setting, expected) -> {
                String actual = actual(present.config(), setting);
                if (!expected.equals(actual)) {
                    found.add(TopicFinding.config(name, setting, expected, actual));
                }
            });
            return found.isEmpty() ? List.of(TopicFinding.ok(name)) : found;
        }
        return List.of(state instanceof TopicState.Hidden ? TopicFinding.notVisible(name) : TopicFinding.missing(name));
    }

    private static String actual(Optional<Map<String, String>> config, String setting) {
        return config.map(settings -> settings.get(setting)).orElse("");
    }
}
