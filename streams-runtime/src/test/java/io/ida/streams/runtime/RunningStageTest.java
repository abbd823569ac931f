package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ida.events.Question;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RunningStageTest {
    @Test
    void theReasonIsTheRegistryIfThatIsBehindAFailure() {
        Topics topics = new Topics(Topics.DEFAULT_PREFIX, 1);
        Deserializer<Question> questions = EventSerdes.from(Map.of("schema.registry.url", "http://localhost:1"))
                .of(topics.questions())
                .deserializer();
        byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(1).array();
        Throwable unreachable =
                catchThrowable(() -> questions.deserialize(topics.questions().name(), bytes));

        assertThat(RunningStage.reason("assist", new StreamsException("The handler is set to fail", unreachable)))
                .startsWith("The schema registry is not reachable");
        assertThat(RunningStage.reason("assist", new StreamsException("Something else", new IllegalStateException())))
                .isEqualTo("Something else");
    }

    @Test
    void aFailureWithoutAMessageHasAReason() {
        assertThat(RunningStage.reason("assist", new StreamsException((String) null)))
                .isEqualTo("org.apache.kafka.streams.errors.StreamsException");
        assertThat(RunningStage.reason(
                        "assist", new StreamsException(null, new TopicAuthorizationException("Not authorized."))))
                .isEqualTo("org.apache.kafka.streams.errors.StreamsException Not authorized."
                        + " './ida acls list assist' shows all that it needs.");
    }
}
