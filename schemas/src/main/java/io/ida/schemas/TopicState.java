package io.ida.schemas;

import java.util.Map;
import java.util.Optional;

/** What the cluster says about one topic. */
sealed interface TopicState {

    /** The cluster does not have it. */
    record Absent() implements TopicState {}

    /** The cluster does not say whether it has it. */
    record Hidden() implements TopicState {}

    /**
     * The cluster has it.
     *
     * @param config its settings, defaults included; empty if the cluster does not let us see them
     */
    record Present(int partitions, Optional<Map<String, String>> config) implements TopicState {}
}
