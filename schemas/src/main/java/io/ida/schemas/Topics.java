package io.ida.schemas;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.events.Redriven;
import io.ida.events.Round;
import io.ida.events.Run;
import io.ida.events.Trace;
import io.ida.events.Training;
import io.ida.events.Withdrawal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The catalogue of topics: the one place that knows their names, events, partitions and retention. Immutable.
 *
 * <p>Every topic keyed by root id has the same number of partitions, so that a whole question tree lives in one
 * partition.
 */
public final class Topics {
    /** Prefix of all topic names unless configured otherwise. */
    public static final String DEFAULT_PREFIX = "ida.";

    /** Partitions of the topics keyed by root id unless configured otherwise. */
    public static final int DEFAULT_PARTITIONS = 4;

    static {
        TrustedEvents.trust();
    }

    private static final Map<String, String> WEEK =
            Map.of(RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(7).toMillis()), CLEANUP_POLICY_CONFIG, "delete");
    private static final Map<String, String> FOREVER =
            Map.of(RETENTION_MS_CONFIG, "-1", CLEANUP_POLICY_CONFIG, "delete");
    private static final Map<String, String> COMPACTED = Map.of(CLEANUP_POLICY_CONFIG, "compact");

    private final String prefix;
    private final int partitions;

    /**
     * @param prefix what all names begin with, for example {@code ida.}
     * @param partitions partitions of the topics keyed by root id and of {@code assists}, at least 1
     */
    public Topics(String prefix, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("A topic needs at least 1 partition, not " + partitions + ".");
        }
        if (!prefix.matches("[a-zA-Z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "A topic prefix is made of letters, digits, '.', '_' and '-', not '" + prefix + "'.");
        }
        this.prefix = prefix;
        this.partitions = partitions;
    }

    /** Root questions from users. */
    public Topic<Question> questions() {
        return byRoot("questions", Question.class, WEEK);
    }

    /**
     * Sub-questions of H that are amplified in turn. Apart from {@link #questions} so that they do not queue behind
     * new roots: Kafka Streams takes the record with the oldest timestamp first, but only across topics.
     */
    public Topic<Question> subQuestions() {
        return byRoot("subquestions", Question.class, WEEK);
    }

    /** Depth-0 questions for the assistant. */
    public Topic<Question> assists() {
        return new Topic<>(prefix + "assists", Question.class, "contextId + shard", partitions, WEEK);
    }

    /** Rounds that wait for answers. */
    public Topic<Decomposition> decompositions() {
        return byRoot("decompositions", Decomposition.class, WEEK);
    }

    /** Answers to sub-questions. */
    public Topic<Answer> answers() {
        return byRoot("answers", Answer.class, WEEK);
    }

    /** H's next asks. */
    public Topic<Round> rounds() {
        return byRoot("rounds", Round.class, WEEK);
    }

    /** Finished nodes. */
    public Topic<Amplification> amplifications() {
        return byRoot("amplifications", Amplification.class, WEEK);
    }

    /** Answers to root questions. */
    public Topic<Answer> results() {
        return byRoot("results", Answer.class, WEEK);
    }

    /** Training rows: finished nodes that passed all checks. */
    public Topic<Trace> traces() {
        return byRoot("traces", Trace.class, FOREVER);
    }

    /** Finished nodes that failed a check. Every finished node is a row here or in {@link #traces}. */
    public Topic<Trace> rejectedTraces() {
        return byRoot("traces.rejected", Trace.class, FOREVER);
    }

    /** What is taken back of {@link #traces}. One partition, so that its offsets count withdrawals. */
    public Topic<Withdrawal> withdrawals() {
        return new Topic<>(prefix + "withdrawals", Withdrawal.class, "withdrawal id", 1, FOREVER);
    }

    /** Every version of every model. */
    public Topic<ModelVersion> models() {
        return new Topic<>(prefix + "models", ModelVersion.class, "<name>@<version>", 1, COMPACTED);
    }

    /** Requests to train a version. */
    public Topic<Training> trainings() {
        return new Topic<>(prefix + "trainings", Training.class, "<name>@<version>", 1, COMPACTED);
    }

    /** State of runs of iterated amplification. */
    public Topic<Run> runs() {
        return new Topic<>(prefix + "runs", Run.class, "run id", 1, COMPACTED);
    }

    /** Name of the topic of records that could not be processed: original bytes, reason and origin in the headers. */
    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /** Which dead letters were sent back. */
    public Topic<Redriven> redriven() {
        return new Topic<>(deadLetters() + ".redriven", Redriven.class, "<partition>@<offset>", 1, FOREVER);
    }

    /** Settings of {@link #deadLetters}. */
    public Map<String, String> deadLettersConfig() {
        return FOREVER;
    }

    /** Every topic with events, in the order of the flow; {@link #deadLetters} is not among them. */
    public List<Topic<?>> events() {
        return List.of(
                questions(),
                subQuestions(),
                assists(),
                decompositions(),
                answers(),
                rounds(),
                amplifications(),
                results(),
                traces(),
                rejectedTraces(),
                withdrawals(),
                models(),
                trainings(),
                runs(),
                redriven());
    }

    /** Partitions of the topics keyed by root id. */
    public int partitions() {
        return partitions;
    }

    /** Key of a version in {@link #models} and {@link #trainings}. */
    public static String versionKey(String model, int version) {
        return model + "@" + version;
    }

    private <V extends SpecificRecord> Topic<V> byRoot(String name, Class<V> valueType, Map<String, String> config) {
        return new Topic<>(prefix + name, valueType, "rootId", partitions, config);
    }
}
