package io.ida.streams.synthesize;

import io.ida.amplification.Places;
import io.ida.events.Answer;
import io.ida.events.Asked;
import io.ida.events.Decomposition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Answers that cannot be used up at once. <i>Early</i> ones wait for the other answers of their round, or for the round
 * itself. In a tree of depth 2 or more an answer that was used becomes <i>shared</i>: another node may reuse it until
 * the root is answered; <i>reusers</i> are the nodes that wait for an answer that another node asked for.
 */
final class AnswerShelf {
    private static final char NODE = '\u0000';
    private static final StringSerializer STRINGS = new StringSerializer();

    private final KeyValueStore<String, Answer> early;
    private final KeyValueStore<String, Answer> shared;
    private final KeyValueStore<String, String> reusers;

    AnswerShelf(
            KeyValueStore<String, Answer> early,
            KeyValueStore<String, Answer> shared,
            KeyValueStore<String, String> reusers) {
        this.early = early;
        this.shared = shared;
        this.reusers = reusers;
    }

    /** The answer to a question, if it has come. */
    Answer find(String questionId, boolean isShared) {
        Answer answer = early.get(questionId);
        return answer == null && isShared ? shared.get(questionId) : answer;
    }

    /** Puts an answer by until its round is complete. */
    void keep(Answer answer) {
        early.put(answer.getQuestionId(), answer);
    }

    /** Notes that a node has used an answer that was kept: gone in a tree of one node, shared in a deeper one. */
    void use(Answer answer, boolean isShared) {
        early.put(answer.getQuestionId(), null);
        share(answer, isShared);
    }

    /** Notes that a node has used an answer that was never kept. */
    void share(Answer answer, boolean isShared) {
        if (isShared && shared.get(answer.getQuestionId()) == null) {
            shared.put(answer.getQuestionId(), answer);
        }
    }

    /** Notes the answers that a node waits for although another node asked for them. */
    void registerReuse(Decomposition node) {
        String nodeId = node.getQuestion().getId();
        for (Asked asked : node.getAsked()) {
            if (asked.getReused() && asked.getExchange().isEmpty()) {
                reusers.put(asked.getQuestionId().orElseThrow() + NODE + nodeId, nodeId);
            }
        }
    }

    /** Undoes {@link #registerReuse}. */
    void unregisterReuse(Decomposition node) {
        for (Asked asked : node.getAsked()) {
            if (asked.getReused() && asked.getExchange().isEmpty()) {
                reusers.delete(asked.getQuestionId().orElseThrow()
                        + NODE
                        + node.getQuestion().getId());
            }
        }
    }

    /** Ids of the nodes that wait for an answer that another node asked for. */
    List<String> reusersOf(String questionId) {
        return scan(reusers, questionId + NODE).stream()
                .map(entry -> entry.value)
                .toList();
    }

    /** Forgets what a tree shares, once its root is answered. */
    void closeTree(String rootId) {
        String prefix = Places.idPrefix(rootId);
        scan(shared, prefix).forEach(entry -> shared.delete(entry.key));
        scan(reusers, prefix).forEach(entry -> reusers.delete(entry.key));
    }

    /** Removes the early answers that have a property, and returns them. */
    List<Answer> removeEarlyIf(Predicate<Answer> property) {
        return removeIf(early, property);
    }

    /** Removes the shared answers that have a property. */
    void removeSharedIf(Predicate<Answer> property) {
        removeIf(shared, property);
    }

    private static List<Answer> removeIf(KeyValueStore<String, Answer> store, Predicate<Answer> property) {
        List<Answer> removed = new ArrayList<>();
        try (KeyValueIterator<String, Answer> answers = store.all()) {
            while (answers.hasNext()) {
                Answer answer = answers.next().value;
                if (property.test(answer)) {
                    removed.add(answer);
                }
            }
        }
        removed.forEach(answer -> store.delete(answer.getQuestionId()));
        return removed;
    }

    private static <V> List<KeyValue<String, V>> scan(KeyValueStore<String, V> store, String prefix) {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.prefixScan(prefix, STRINGS)) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }
}
