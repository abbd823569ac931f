package io.ida.training;

import io.ida.events.OffsetRange;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.monitoring.LoggedQuestion;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the traces of a training to its learner, and counts them. For one thread. */
final class TraceIntake {
    private static final Logger LOG = LoggerFactory.getLogger(TraceIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_UNREADABLE = 1_000;

    private final Cluster cluster;
    private final Training training;
    private final RecentExamples recent;
    private final Topic<Trace> topic;
    private final Deserializer<Trace> decoder;
    private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private long read;
    private long examples;
    private Withdrawals withdrawals;

    /** @param recent what was made of traces before, and will be */
    TraceIntake(Cluster cluster, Training training, RecentExamples recent) {
        this.cluster = cluster;
        this.training = training;
        this.recent = recent;
        topic = cluster.topics().traces();
        decoder = cluster.serdes().of(topic).deserializer();
    }

    /** Traces with the labels of the training. */
    long read() {
        return read;
    }

    /** Traces that are learned from. */
    long examples() {
        return examples;
    }

    /** How many withdrawals were taken into account. */
    long withdrawals() {
        return withdrawals.count();
    }

    /** Traces that could not be read. */
    List<ProducerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters;
    }

    /**
     * Lets a learner learn from all traces of the training that are not withdrawn by now.
     *
     * @throws RefusedTrainingException if traces are not in the topic, or too many are unreadable
     */
    void into(Learner learner) throws InterruptedException, RefusedTrainingException {
        withdrawals = Withdrawals.read(cluster);
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            TraceRanges ranges = new TraceRanges(consumer, topic.name(), PATIENCE);
            ranges.require(training.getTraces());
            for (OffsetRange range : training.getTraces()) {
                if (learner instanceof ExampleLearner<?> recalling) {
                    recall(range, ranges, recalling);
                } else {
                    ranges.read(
                            range,
                            row -> examples +=
                                    decode(row).filter(learner::learn).isPresent() ? 1 : 0);
                }
            }
        }
    }

    private <E> void recall(OffsetRange range, TraceRanges ranges, ExampleLearner<E> learner)
            throws InterruptedException, RefusedTrainingException {
        // A stretch never changes, but what is withdrawn of it does.
        Object kind = List.of(learner.kind(), withdrawals.count());
        RecentExamples.Stretch stretch = new RecentExamples.Stretch(kind, training.getLabels(), range);
        Optional<RecentExamples.Kept> kept = recent.find(stretch);
        if (kept.isPresent()) {
            read += kept.get().read();
            examples += kept.get().examples().size();
            kept.get()
                    .examples()
                    .forEach(example -> learner.take(learner.exampleType().cast(example)));
            return;
        }
        long readBefore = read;
        int unreadableBefore = deadLetters.size();
        List<E> made = new ArrayList<>();
        ranges.read(range, row -> decode(row).flatMap(learner::example).ifPresent(made::add));
        made.forEach(learner::take);
        examples += made.size();
        if (deadLetters.size() == unreadableBefore) {
            recent.keep(stretch, new RecentExamples.Kept(read - readBefore, List.copyOf(made)));
        }
    }

    /** The trace; empty if it is unreadable or not meant. */
    private Optional<Trace> decode(ConsumerRecord<byte[], byte[]> row)
            throws InterruptedException, RefusedTrainingException {
        try {
            Optional<Trace> trace = Optional.ofNullable(deserialize(row))
                    .filter(this::hasLabels)
                    .filter(found -> !withdrawals.contain(found));
            read += trace.isPresent() ? 1 : 0;
            return trace;
        } catch (SerializationException e) {
            if (deadLetters.size() == MOST_UNREADABLE) {
                throw new RefusedTrainingException("More than " + MOST_UNREADABLE + " traces are unreadable.", e);
            }
            try (LoggedQuestion logged = LoggedQuestion.of(Cluster.key(row))) {
                LOG.warn(
                        "Dead letter, which says why: the training job gives up on {}-{}@{}",
                        row.topic(),
                        row.partition(),
                        row.offset());
            }
            DeadLetters letters = new DeadLetters(cluster.topics().deadLetters());
            deadLetters.add(letters.letter(row, String.valueOf(e.getMessage()), e));
            return Optional.empty();
        }
    }

    private Trace deserialize(ConsumerRecord<byte[], byte[]> row) throws InterruptedException {
        while (true) {
            try {
                return decoder.deserialize(row.topic(), row.value());
            } catch (RegistryUnavailableException passing) {
                Thread.sleep(REGISTRY_PAUSE.toMillis());
            }
        }
    }

    private boolean hasLabels(Trace trace) {
        return trace.getQuestion()
                .getLabels()
                .entrySet()
                .containsAll(training.getLabels().entrySet());
    }
}
