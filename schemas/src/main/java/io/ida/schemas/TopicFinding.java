package io.ida.schemas;

/**
 * One thing that {@link TopicPlan} found about one topic. Immutable.
 *
 * @param topic name of the topic
 * @param kind what was found
 * @param setting what it is about: {@code partitions}, a topic setting by Kafka's name, or empty
 * @param expected what the catalogue says, or empty
 * @param actual what the cluster has, or empty if that is nothing or cannot be read
 */
public record TopicFinding(String topic, Kind kind, String setting, String expected, String actual) {

    /** What can be found. */
    public enum Kind {
        /** The topic is as the catalogue says. */
        OK,
        /** The cluster does not have the topic. */
        MISSING,
        /** The cluster does not let us see whether it has the topic. */
        NOT_VISIBLE,
        /** The topic has another number of partitions. */
        WRONG_PARTITIONS,
        /** A setting has another value, or the cluster does not let us see it. No reason to stop a stage. */
        WRONG_CONFIG
    }

    static TopicFinding ok(String topic) {
        return new TopicFinding(topic, Kind.OK, "", "", "");
    }

    static TopicFinding missing(String topic) {
        return new TopicFinding(topic, Kind.MISSING, "", "", "");
    }

    static TopicFinding notVisible(String topic) {
        return new TopicFinding(topic, Kind.NOT_VISIBLE, "", "", "");
    }

    static TopicFinding partitions(String topic, int expected, int actual) {
        return new TopicFinding(
                topic, Kind.WRONG_PARTITIONS, "partitions", Integer.toString(expected), Integer.toString(actual));
    }

    static TopicFinding config(String topic, String setting, String expected, String actual) {
        return new TopicFinding(topic, Kind.WRONG_CONFIG, setting, expected, actual);
    }

    /** Whether a stage that uses the topic must not start. */
    public boolean stopsStage() {
        return kind != Kind.OK && kind != Kind.WRONG_CONFIG;
    }

    /** The finding as a sentence without the topic's name, for example {@code is missing}. */
    public String inWords() {
        return switch (kind) {
            case OK -> "is as it should be";
            case MISSING -> "is missing";
            case NOT_VISIBLE -> "cannot be seen: the cluster denies Describe on it";
            case WRONG_PARTITIONS -> "has " + count(Integer.parseInt(actual)) + ", expected " + expected;
            case WRONG_CONFIG ->
                actual.isEmpty()
                        ? "has no readable " + setting + ", expected " + expected
                        : "has " + setting + "=" + actual + ", expected " + expected;
        };
    }

    static String count(int partitions) {
        return partitions == 1 ? "1 partition" : partitions + " partitions";
    }
}
