package io.ida.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final TopicPartition REQUESTS = new TopicPartition("ida.trainings", 0);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Announcer announcer = new Announcer(producer, new MockConsumer<>("earliest"));

    @Test
    void anAnnouncementAndItsProgressAreOneTransaction() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("ida.models", new byte[] {1}, new byte[] {2});

        announcer.commit(List.of(record), Map.of(REQUESTS, 7L));

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).containsExactly(record);
        assertThat(producer.consumerGroupOffsetsHistory().get(0).values())
                .containsExactly(Map.of(REQUESTS, new OffsetAndMetadata(7)));
    }

    @Test
    void progressThatIsCommittedIsNotCommittedAgain() {
        announcer.commit(List.of(), Map.of(REQUESTS, 7L));
        announcer.commit(List.of(), Map.of(REQUESTS, 7L));
        announcer.commit(List.of(), Map.of(REQUESTS, 8L));

        assertThat(producer.commitCount()).isEqualTo(2);
    }
}
