package io.ida.streams.decompose;

import io.ida.amplification.Answers;
import io.ida.amplification.InvalidTextException;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.streams.models.LearnedSupervisors;
import io.ida.streams.runtime.DeadLetter;
import io.ida.streams.runtime.StageMeters;
import io.ida.streams.runtime.StageTracing;
import io.ida.tracing.Tracing;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets each valid root in exactly once. An invalid one is answered with what is wrong; one that a foreign partitioner
 * put on another partition than its root id's is sent on to its own, where the rest of its tree will be.
 */
final class AdmitRoots implements Processor<String, Question, String, SpecificRecord> {
    /** Marks a question that was sent on once. */
    static final String REROUTED = "ida.rerouted";

    private static final Logger LOG = LoggerFactory.getLogger(AdmitRoots.class);
    private static final byte[] SEEN = {1};

    /** What becomes of a record of the questions topic. */
    private enum Admittance {
        ADMITTED,
        INVALID,
        DUPLICATE,
        REROUTED
    }

    private final Admission admission;
    private final int partitions;
    private final long windowMillis;
    private final LearnedSupervisors learned;
    private ProcessorContext<String, SpecificRecord> context;
    private LearnedSupervisors.Pins supervisors;
    private WindowStore<String, Long> admitted;
    private StageMeters meters;
    private Tracing tracing;
    private Map<Admittance, Counter> questions;

    AdmitRoots(Admission admission, LearnedSupervisors learned, int partitions, Duration duplicateWindow) {
        this.admission = admission;
        this.learned = learned;
        this.partitions = partitions;
        windowMillis = duplicateWindow.toMillis();
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        admitted = context.getStateStore(DecomposeTopology.ADMITTED_ROOTS);
        supervisors = learned.pins(context);
        meters = StageMeters.of(context);
        tracing = StageTracing.of(context);
        questions = new EnumMap<>(Admittance.class);
        for (Admittance outcome : Admittance.values()) {
            questions.put(
                    outcome,
                    meters.counter(
                            "ida.questions", "Root questions by what became of them.", "outcome", outcome.name()));
        }
    }

    @Override
    public void process(Record<String, Question> record) {
        if (record.value() == null) {
            throw new InvalidTextException("A question record needs a value: a tombstone asks nothing.");
        }
        Admission.requireId(record.value());
        Instant timestamp = Instant.ofEpochMilli(record.timestamp());
        Question question = admission.complete(record.value(), timestamp);
        if (isElsewhere(question.getId(), record.headers())) {
            sendOn(record.withKey(question.getId()));
            questions.get(Admittance.REROUTED).increment();
            return;
        }
        if (record.headers().lastHeader(DeadLetter.REDRIVEN) == null
                && isDuplicate(question.getId(), record.timestamp())) {
            LOG.info("The question was asked before and is dropped");
            questions.get(Admittance.DUPLICATE).increment();
            return;
        }
        Record<String, SpecificRecord> keyed = new Record<>(
                question.getId(),
                question,
                record.timestamp(),
                tracing.admitted(question.getId(), record.headers(), timestamp));
        try {
            Admission.requireRoot(record.value());
            Question pinned = withPinnedSupervisor(question);
            admission.requireAnswerable(pinned);
            context.forward(keyed.withValue(pinned), DecomposeTopology.AWAIT_TURN);
            questions.get(Admittance.ADMITTED).increment();
        } catch (InvalidTextException invalid) {
            Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
            Answer refusal =
                    Answers.fromPipeline(question, AnswerStatus.CANNOT_ANSWER, invalid.getMessage(), "decompose", now);
            context.forward(keyed.withValue(refusal), DecomposeTopology.TO_RESULTS);
            questions.get(Admittance.INVALID).increment();
            meters.answered(refusal);
            tracing.answered(refusal, keyed.headers());
        }
        remember(question.getId(), record.timestamp());
    }

    /** All nodes of a tree have the same version of H. */
    private Question withPinnedSupervisor(Question question) {
        String pinned = supervisors.pin(question.getSupervisor());
        return pinned.equals(question.getSupervisor()) ? question : Admission.withSupervisor(question, pinned);
    }

    private boolean isElsewhere(String rootId, Headers headers) {
        int own = BuiltInPartitioner.partitionForKey(rootId.getBytes(StandardCharsets.UTF_8), partitions);
        if (own == context.taskId().partition()) {
            return false;
        }
        if (headers.lastHeader(REROUTED) != null) {
            throw new InvalidTextException("The record was sent on to partition " + own + " and came to "
                    + context.taskId().partition() + ": topic.partitions does not fit the topic.");
        }
        return true;
    }

    private void sendOn(Record<String, Question> record) {
        Headers headers = new RecordHeaders(record.headers()).add(REROUTED, SEEN);
        context.forward(
                new Record<String, SpecificRecord>(record.key(), record.value(), record.timestamp(), headers),
                DecomposeTopology.TO_QUESTIONS);
    }

    /** Under its own timestamp; the store drops what is too late for that, so such a root is remembered as if it came now. */
    private void remember(String rootId, long timestamp) {
        long when = isLate(timestamp) ? context.currentStreamTimeMs() : timestamp;
        admitted.put(rootId, timestamp, windowStart(when));
    }

    private boolean isDuplicate(String rootId, long timestamp) {
        return isRemembered(rootId, timestamp, timestamp)
                || isLate(timestamp) && isRemembered(rootId, timestamp, context.currentStreamTimeMs());
    }

    private boolean isLate(long timestamp) {
        return timestamp < context.currentStreamTimeMs() - windowMillis;
    }

    /** What is near in time is in the window of a time or beside it: three point reads instead of a scan. */
    private boolean isRemembered(String rootId, long timestamp, long when) {
        long start = windowStart(when);
        return isNear(admitted.fetch(rootId, start), timestamp)
                || isNear(admitted.fetch(rootId, start - windowMillis), timestamp)
                || isNear(admitted.fetch(rootId, start + windowMillis), timestamp);
    }

    private boolean isNear(Long admittedAt, long timestamp) {
        return admittedAt != null && Math.abs(admittedAt - timestamp) <= windowMillis;
    }

    private long windowStart(long timestamp) {
        return timestamp - Math.floorMod(timestamp, windowMillis);
    }
}
