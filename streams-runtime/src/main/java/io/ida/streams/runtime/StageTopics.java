package io.ida.streams.runtime;

import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/**
 * The topics that a stage works with, as its topology says: those of the catalogue, and those that Kafka Streams makes for
 * what a stage sends to itself.
 *
 * @param shared those of the catalogue that it reads with its other instances, each some partitions
 * @param whole those of the catalogue that each instance reads whole
 * @param written those of the catalogue that it writes, the dead letters among them
 * @param internal those that Kafka Streams makes for state and between parts, each without the application id that its name begins with
 */
record StageTopics(Set<String> shared, Set<String> whole, Set<String> written, Set<String> internal) {
    /** What Kafka Streams names the topic of a store. */
    private static final String CHANGELOG = "-changelog";

    /** What Kafka Streams names a topic between two parts of a topology. */
    private static final String TO_ITSELF = "-repartition";

    /** @throws IllegalStateException if the topology has a topic that nobody knows */
    static StageTopics of(Topology topology, Topics catalogue) {
        TopologyDescription described = topology.describe();
        Set<String> shared = new TreeSet<>();
        Set<String> whole = new TreeSet<>();
        Set<String> written = new TreeSet<>(Set.of(catalogue.deadLetters()));
        Set<String> internal = new TreeSet<>();
        described.globalStores().forEach(store -> whole.addAll(store.source().topicSet()));
        described.subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .forEach(node -> {
                    if (node instanceof Source source) {
                        shared.addAll(source.topicSet());
                    } else if (node instanceof Sink sink) {
                        written.add(sink.topic());
                    } else if (node instanceof Processor processor) {
                        processor.stores().forEach(store -> internal.add(store + CHANGELOG));
                    }
                });
        Set<String> known = catalogue.events().stream().map(Topic::name).collect(Collectors.toCollection(HashSet::new));
        known.add(catalogue.deadLetters());
        requireKnown(whole, known);
        Stream.of(shared, written)
                .flatMap(Set::stream)
                .filter(StageTopics::isToItself)
                .forEach(internal::add);
        shared.removeAll(internal);
        written.removeAll(internal);
        requireKnown(shared, known);
        requireKnown(written, known);
        return new StageTopics(shared, whole, written, internal);
    }

    /** Whether it has topics of its own between its parts. */
    boolean sendsToItself() {
        return internal.stream().anyMatch(StageTopics::isToItself);
    }

    /** Those that Kafka Streams makes for an application, once it has run; a store may do without. */
    Set<String> internal(String applicationId) {
        return internal.stream()
                .map(topic -> applicationId + "-" + topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the catalogue that it reads. */
    Set<String> read() {
        return union(shared, whole);
    }

    /** Those of the catalogue that must be there. */
    Set<String> required() {
        return union(read(), written);
    }

    private static boolean isToItself(String topic) {
        return topic.endsWith(TO_ITSELF);
    }

    private static void requireKnown(Set<String> topics, Set<String> known) {
        topics.forEach(topic -> {
            if (!known.contains(topic)) {
                throw new IllegalStateException(
                        "The topology has the topic " + topic + ", which is not of the catalogue.");
            }
        });
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
