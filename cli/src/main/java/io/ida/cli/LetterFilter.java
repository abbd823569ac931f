package io.ida.cli;

import io.ida.streams.runtime.DeadLetter;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that choose some of the dead letters; without any, all are chosen. */
final class LetterFilter implements Predicate<LetterRecord> {
    @Option(names = "--stage", paramLabel = "NAME", description = "Only what this stage gave up on.")
    private String stage;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only what came from this topic.")
    private String topic;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Only what has this key: of most topics, the id of a root.")
    private String key;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason contains this.")
    private String reason;

    /** Whether there is any of the options. */
    boolean isGiven() {
        return Stream.of(stage, topic, key, reason).anyMatch(Objects::nonNull);
    }

    @Override
    public boolean test(LetterRecord letter) {
        return (stage == null
                        || letter.header(DeadLetter.STAGE).filter(stage::equals).isPresent())
                && (topic == null || letter.topic().filter(topic::equals).isPresent())
                && (key == null || key.equals(letter.key()))
                && (reason == null
                        || letter.header(DeadLetter.REASON)
                                .filter(said -> said.contains(reason))
                                .isPresent());
    }
}
