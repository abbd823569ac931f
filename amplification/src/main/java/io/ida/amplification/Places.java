package io.ida.amplification;

import io.ida.events.Answer;
import io.ida.events.Question;
import java.time.Duration;
import java.time.Instant;

/**
 * Places in a question tree: ids, paths, depths and deadlines, all derived from the root, so that processing a question
 * again gives the same ones.
 */
public final class Places {
    /** Separates the root's id and the steps of a path; not allowed in a root's id. */
    public static final char SEPARATOR = '/';

    /** Each level leaves its parent this part of its time to live, to put late answers together. */
    private static final int SHARE_LEFT_TO_PARENT = 10;

    private Places() {}

    /** Path of an ask of a node: its own path and {@code round.index}. */
    public static String childPath(Question node, int round, int index) {
        String step = round + "." + index;
        return node.getPath().isEmpty() ? step : node.getPath() + SEPARATOR + step;
    }

    /** Id of the question at a path of a tree. */
    public static String id(String rootId, String path) {
        return path.isEmpty() ? rootId : rootId + SEPARATOR + path;
    }

    /** What the ids of all sub-questions of a tree begin with. */
    public static String idPrefix(String rootId) {
        return rootId + SEPARATOR;
    }

    /** Number of steps from the root: 0 for the root itself. */
    public static int level(String path) {
        return path.isEmpty()
                ? 0
                : (int) path.chars().filter(c -> c == SEPARATOR).count() + 1;
    }

    /** Depth of the root of the tree that a question belongs to. */
    public static int rootDepth(Question question) {
        return question.getDepth() + level(question.getPath());
    }

    /** Depth of the root of the tree that an answer belongs to. */
    public static int rootDepth(Answer answer) {
        return answer.getDepth() + level(answer.getPath());
    }

    /** When a sub-question expires: nine tenths of its parent's time to live after the root was asked. */
    public static Instant childDeadline(Question node) {
        Duration timeToLive = Duration.between(node.getAskedAt(), node.getExpiresAt());
        return node.getExpiresAt().minus(timeToLive.dividedBy(SHARE_LEFT_TO_PARENT));
    }

    /** When the root of the tree expires, from the deadline of a question at a level; exact to milliseconds a level. */
    public static Instant rootDeadline(Instant askedAt, Instant expiresAt, int level) {
        double share = Math.pow(1 - 1.0 / SHARE_LEFT_TO_PARENT, level);
        long timeToLive = Duration.between(askedAt, expiresAt).toMillis();
        return askedAt.plusMillis((long) Math.ceil(timeToLive / share) + level);
    }
}
