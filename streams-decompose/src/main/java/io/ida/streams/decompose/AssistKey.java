package io.ida.streams.decompose;

import io.ida.events.Question;

/**
 * Key of a question in the assists topic: its context, so that questions about one context meet in one batch, and a
 * shard, so that one giant tree still spreads over several assistants.
 */
final class AssistKey {
    private AssistKey() {}

    static String of(Question question, int shards) {
        return question.getContext().getContextId()
                + '#'
                + Math.floorMod(question.getId().hashCode(), shards);
    }
}
