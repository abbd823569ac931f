package io.ida.streams.decompose;

import io.ida.amplification.Places;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a question tree has spent and what it has asked: exact, because a whole tree is in one partition. A tree of depth
 * 1 has one node, whose transcript says it all; only deeper trees, whose nodes know nothing of each other, need stores.
 */
final class TreeLedger {
    private final KeyValueStore<String, Long> spentCalls;
    private final KeyValueStore<String, String> issuedAsks;

    /** That of a task; a processor makes its own in each {@code init}. */
    TreeLedger(ProcessorContext<?, ?> context) {
        spentCalls = context.getStateStore(DecomposeTopology.SPENT_CALLS);
        issuedAsks = context.getStateStore(DecomposeTopology.ISSUED_ASKS);
    }

    /** Opens the books of a new tree: what a tree of the same root has spent and asked before is forgotten. */
    void open(Question root) {
        if (isShared(root)) {
            close(root.getRootId());
            spentCalls.put(root.getRootId(), 0L);
        }
    }

    /** Whether the root of the tree waits for its answer still. */
    boolean isOpen(Question node) {
        return !isShared(node) || spentCalls.get(node.getRootId()) != null;
    }

    /** Assistant calls the tree has spent before a round. */
    long spentBefore(Round round) {
        Question node = round.getQuestion();
        if (isShared(node)) {
            Long spent = spentCalls.get(node.getRootId());
            return spent == null ? 0 : spent;
        }
        return round.getTranscript().stream().filter(TreeLedger::wasIssued).count();
    }

    /** Notes what the tree has spent after a round. */
    void recordSpent(Question node, long spent) {
        if (isShared(node)) {
            spentCalls.put(node.getRootId(), spent);
        }
    }

    /** Id of the question that was issued for the same ask of another node of the tree, if one was. */
    Optional<String> issuedBefore(Question node, String text, int sample) {
        return isShared(node) ? Optional.ofNullable(issuedAsks.get(askKey(node, text, sample))) : Optional.empty();
    }

    /** Notes an issued ask. */
    void recordIssued(Question node, String text, int sample, String questionId) {
        if (isShared(node)) {
            issuedAsks.put(askKey(node, text, sample), questionId);
        }
    }

    /** Forgets a tree whose root is answered, or is not waited for any more. */
    void close(String rootId) {
        if (spentCalls.get(rootId) == null) {
            return;
        }
        spentCalls.delete(rootId);
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, String> asks =
                issuedAsks.prefixScan(Places.idPrefix(rootId), new StringSerializer())) {
            while (asks.hasNext()) {
                KeyValue<String, String> ask = asks.next();
                keys.add(ask.key);
            }
        }
        keys.forEach(issuedAsks::delete);
    }

    private static boolean isShared(Question node) {
        return Places.rootDepth(node) > 1;
    }

    private static boolean wasIssued(Exchange exchange) {
        return exchange.getQuestionId().isPresent() && !exchange.getReused();
    }

    /** Context and assistant are the same in the whole tree, so depth, sample and text tell asks apart. */
    private static String askKey(Question node, String text, int sample) {
        return Places.idPrefix(node.getRootId()) + (node.getDepth() - 1) + '\u0000' + sample + '\u0000' + text;
    }
}
