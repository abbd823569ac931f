package io.ida.training;

import io.ida.events.ModelVersion;
import io.ida.events.Training;
import io.ida.models.ModelStore;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the group of training jobs. It polls all the time, so that it stays a member, while the training
 * itself runs beside it. Any exception ends the session, and the next one begins from what is announced. For one
 * thread.
 */
final class TrainingSession implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingSession.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Cluster cluster;
    private final TrainingConfig config;
    private final Workbench workbench;
    private final Topic<Training> requests;
    private final DeadLetters deadLetters;
    private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
    private final CompactedTopic<ModelVersion> models;
    private final Consumer<byte[], byte[]> member;
    private final TrainingMeters meters;
    private final TrainingListener listener;
    private final AutoCloseable memberMetrics;
    private AutoCloseable producerMetrics = () -> {};
    private TrainingQueue queue;
    private Announcer announcer;
    private String lastAnnounced;
    private long changesSeen;

    /** @param listener is told what the meters are told */
    TrainingSession(
            Cluster cluster,
            TrainingConfig config,
            ModelStore store,
            Map<String, LearnerFactory> learners,
            TrainingMeters meters,
            TrainingListener listener) {
        this.meters = meters;
        this.listener = TrainingListener.both(meters, listener);
        this.cluster = cluster;
        this.config = config;
        requests = cluster.topics().trainings();
        deadLetters = new DeadLetters(cluster.topics().deadLetters());
        queue = new TrainingQueue(config.parentTimeout());
        models = new CompactedTopic<>(cluster, cluster.topics().models(), key -> true);
        member = cluster.member(config.group());
        workbench = new Workbench(cluster, store, learners, config.architecture(), this.listener);
        memberMetrics = meters.show(member);
        member.subscribe(List.of(requests.name()), this);
    }

    /** Does what there is to do, without waiting long. */
    void step() throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : member.poll(POLL)) {
            undecoded.add(record);
        }
        if (member.assignment().isEmpty()) {
            return;
        }
        if (announcer == null) {
            takeOver();
        }
        models.poll(Duration.ZERO);
        lookAtJudgement();
        decode();
        if (workbench.isBusy()) {
            finish();
        } else {
            begin();
        }
    }

    /** Whether this session is known to the group. */
    boolean isMember() {
        return !member.groupMetadata().memberId().isEmpty();
    }

    /** Who has asked for a version announces it again with what was found out about it. */
    private void lookAtJudgement() {
        if (lastAnnounced == null || models.changes() == changesSeen) {
            return;
        }
        changesSeen = models.changes();
        try {
            models.find(lastAnnounced).ifPresent(meters::judged);
        } catch (SerializationException unreadable) {
            LOG.debug("What became of {} cannot be read", lastAnnounced, unreadable);
        }
    }

    /** Fences the predecessor first: after that nothing but this session can announce. */
    private void takeOver() throws InterruptedException {
        Producer<byte[], byte[]> producer = cluster.transactional(config.group());
        producerMetrics = meters.show(producer);
        announcer = new Announcer(producer, member);
        models.catchUp();
        LOG.info("This training job is the one that works");
    }

    private void decode() {
        while (!undecoded.isEmpty()) {
            ConsumerRecord<byte[], byte[]> record = undecoded.peek();
            try {
                Training training =
                        cluster.serdes().of(requests).deserializer().deserialize(requests.name(), record.value());
                if (training != null) {
                    queue.add(new PendingTraining(record, training, System.nanoTime()));
                }
                undecoded.remove();
            } catch (RegistryUnavailableException passing) {
                return;
            } catch (SerializationException e) {
                undecoded.remove();
                refuse(record, e.getMessage(), e);
            }
        }
    }

    private void begin() {
        Optional<TrainingQueue.Turn> turn = queue.next(models::contains, System.nanoTime());
        if (turn.isEmpty()) {
            announcer.commit(List.of(), progress());
        } else if (turn.get() instanceof TrainingQueue.Hopeless hopeless) {
            queue.remove(hopeless.pending());
            refuse(hopeless.pending().origin(), hopeless.reason(), null);
        } else if (turn.get() instanceof TrainingQueue.Done done) {
            LOG.info("{} is announced already", done.pending().key());
            queue.remove(done.pending());
        } else {
            PendingTraining pending = turn.get().pending();
            try {
                workbench.begin(
                        pending, Optional.ofNullable(pending.parentKey()).flatMap(models::find));
            } catch (RegistryUnavailableException passing) {
                LOG.debug("The parent of {} cannot be looked up yet", pending.key(), passing);
            } catch (SerializationException e) {
                queue.remove(pending);
                refuse(pending.origin(), "Its parent's announcement is unreadable: " + e.getMessage(), e);
            }
        }
    }

    private void finish() throws InterruptedException {
        PendingTraining pending = workbench.pending();
        try {
            Optional<VersionTraining.Trained> trained = workbench.poll(POLL);
            if (trained.isPresent()) {
                queue.remove(pending);
                announce(pending, trained.get());
            }
        } catch (ExecutionException failed) {
            queue.remove(pending);
            refuse(pending.origin(), String.valueOf(failed.getCause().getMessage()), failed.getCause());
        }
    }

    private void announce(PendingTraining pending, VersionTraining.Trained trained) throws InterruptedException {
        ModelVersion version = trained.version();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(trained.deadLetters());
        records.add(cluster.record(cluster.topics().models(), pending.key(), version));
        announcer.commit(records, progress());
        models.catchUp(); // lest its children look for it in vain
        LOG.info("Announced {} as {} after {} examples", pending.key(), version.getStatus(), version.getExamples());
        lastAnnounced = pending.key();
        listener.announced(pending.training(), version);
    }

    private void refuse(ConsumerRecord<byte[], byte[]> request, String reason, Throwable cause) {
        LOG.warn("Training {} is refused: {}", Cluster.key(request), reason, cause);
        announcer.commit(List.of(deadLetters.letter(request, reason, cause)), progress());
        listener.refused(Cluster.key(request), reason);
    }

    /** The offset of the requests up to which everything is settled. */
    private Map<TopicPartition, Long> progress() {
        TopicPartition partition = new TopicPartition(requests.name(), 0);
        long next = undecoded.isEmpty()
                ? member.position(partition)
                : undecoded.peek().offset();
        return Map.of(partition, Math.min(next, queue.lowestOffset().orElse(next)));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // the next step takes over
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        workbench.clear();
        undecoded.clear();
        queue = new TrainingQueue(config.parentTimeout());
        if (announcer != null) {
            hide(producerMetrics);
            announcer.close();
            announcer = null;
        }
    }

    private static void hide(AutoCloseable metrics) {
        try {
            metrics.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        hide(memberMetrics);
        try (models;
                member;
                workbench) {
            onPartitionsRevoked(List.of());
        }
    }
}
