package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.OffsetRange;
import io.ida.events.Training;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TrainingQueueTest {
    private static final long TIMEOUT = Duration.ofSeconds(10).toNanos();
    private static final List<OffsetRange> SOME = List.of(new OffsetRange(0, 0L, 5L));

    private final TrainingQueue queue = new TrainingQueue(Duration.ofNanos(TIMEOUT));

    @Test
    void lowerVersionsComeFirstWhateverTheOrderOfRequests() {
        PendingTraining second = request(0, "m", 2, 1);
        PendingTraining first = request(1, "m", 1, null);
        queue.add(second);
        queue.add(first);

        assertThat(queue.next(Set.<String>of()::contains, 0)).contains(new TrainingQueue.Ready(first));
        queue.remove(first);
        assertThat(queue.next(Set.of("m@1")::contains, 0)).contains(new TrainingQueue.Ready(second));
    }

    @Test
    void aChildWaitsForAParentThatIsRequestedHoweverLong() {
        queue.add(request(0, "m", 2, 1));
        queue.add(request(1, "m", 3, 2));

        assertThat(queue.next(Set.<String>of()::contains, TIMEOUT - 1)).isEmpty();
        assertThat(queue.next(Set.<String>of()::contains, TIMEOUT + 1))
                .get()
                .isInstanceOf(TrainingQueue.Hopeless.class)
                .extracting(turn -> turn.pending().key())
                .isEqualTo("m@2");
    }

    @Test
    void anUnknownParentIsHopelessOnlyAfterTheTimeoutAndBlocksNobody() {
        PendingTraining orphan = request(0, "m", 2, 1);
        PendingTraining other = request(1, "n", 5, null);
        queue.add(orphan);
        queue.add(other);

        assertThat(queue.next(Set.<String>of()::contains, 0)).contains(new TrainingQueue.Ready(other));
        queue.remove(other);
        assertThat(queue.next(Set.<String>of()::contains, 0)).isEmpty();
        assertThat(queue.next(Set.<String>of()::contains, TIMEOUT))
                .contains(new TrainingQueue.Hopeless(orphan, "Its parent m@1 is neither announced nor requested."));
    }

    @Test
    void whatIsAnnouncedIsDone() {
        PendingTraining known = request(0, "m", 1, null);
        queue.add(known);

        assertThat(queue.next(Set.of("m@1")::contains, 0)).contains(new TrainingQueue.Done(known));
    }

    @Test
    void parentZeroMeansFromScratch() {
        PendingTraining scratch = request(0, "m", 1, 0);
        queue.add(scratch);

        assertThat(queue.next(Set.<String>of()::contains, 0)).contains(new TrainingQueue.Ready(scratch));
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        assertThat(request(0, "m", 0, null).defect()).contains("from 1");
        assertThat(request(0, "m", 2, 2).defect()).contains("parent");
        assertThat(request(0, "m", 2, -1).defect()).contains("parent");
        assertThat(pending(0, "other@1", "m", 1, null, SOME).defect()).contains("other@1");
        assertThat(pending(0, "m@1", "m", 1, null, List.of()).defect()).contains("no traces");
        assertThat(pending(0, "m@1", "m", 1, null, List.of(new OffsetRange(0, 5L, 5L)))
                        .defect())
                .contains("no traces");
        assertThat(request(0, "m", 2, 1).defect()).isNull();
    }

    @Test
    void theLowestOpenOffsetIsWhereARestartBegins() {
        assertThat(queue.lowestOffset()).isEmpty();
        queue.add(request(7, "m", 2, 1));
        queue.add(request(9, "m", 1, null));

        assertThat(queue.lowestOffset()).hasValue(7);
    }

    private static PendingTraining request(long offset, String model, int version, Integer parent) {
        return pending(offset, model + "@" + version, model, version, parent, SOME);
    }

    private static PendingTraining pending(
            long offset, String key, String model, int version, Integer parent, List<OffsetRange> traces) {
        ConsumerRecord<byte[], byte[]> origin =
                new ConsumerRecord<>("ida.trainings", 0, offset, key.getBytes(StandardCharsets.UTF_8), new byte[0]);
        Training training =
                new Training("id", model, version, parent, traces, Map.of(), "", Map.of(), false, Instant.EPOCH);
        return new PendingTraining(origin, training, 0);
    }
}
