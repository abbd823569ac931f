package io.ida.streams.synthesize;

import io.ida.events.Answer;
import io.ida.streams.runtime.DeadLetter;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;

/** Makes the dead letter of an answer that nobody claimed before it expired. */
final class Unclaimed {
    private static final long UNKNOWN_OFFSET = -1;

    private final String topic;
    private final Serializer<Answer> serializer;

    Unclaimed(String topic, Serializer<Answer> serializer) {
        this.topic = topic;
        this.serializer = serializer;
    }

    Record<String, byte[]> letter(Answer answer, int partition) {
        String reason = "Nobody waits for the answer to question " + answer.getQuestionId()
                + ": no open node asks for it, and it expired at " + answer.getExpiresAt() + ".";
        long timestamp = answer.getAskedAt().toEpochMilli();
        return new Record<>(
                answer.getRootId(),
                serializer.serialize(topic, answer),
                timestamp,
                DeadLetter.headers(
                        new RecordHeaders(), "synthesize", reason, null, topic, partition, UNKNOWN_OFFSET, timestamp));
    }
}
