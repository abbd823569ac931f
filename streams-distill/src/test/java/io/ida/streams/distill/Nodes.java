package io.ida.streams.distill;

import static io.ida.streams.distill.DistillDriver.START;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Answers;
import io.ida.amplification.Move;
import io.ida.amplification.Places;
import io.ida.events.Amplification;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.events.Trace;
import io.ida.events.Usage;
import io.ida.schemas.EventSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Finished nodes and their rows, as the stages before this one make them. */
final class Nodes {
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(100);

    /** A model, whose answers nothing here derives again. */
    private static final Answerer H = new Answerer(AnswererKind.SUPERVISOR, "learned:h", 1);

    private Nodes() {}

    static Question root(String id, int depth) {
        return root(id, depth, START);
    }

    static Question root(String id, int depth, Instant askedAt) {
        return Question.newBuilder()
                .setId(id)
                .setRootId(id)
                .setTask("wildcard-search")
                .setText("??????")
                .setContext(new Context("context of " + id, List.of("aaaaaa = +1")))
                .setDepth(depth)
                .setSupervisor("learned:h@1")
                .setAssistant(new AssistantPin("table", 4))
                .setAskedAt(askedAt)
                .setExpiresAt(askedAt.plus(TIME_TO_LIVE))
                .build();
    }

    static Question child(Question node, int index) {
        String path = Places.childPath(node, 0, index);
        return Question.newBuilder(node)
                .setId(Places.id(node.getRootId(), path))
                .setParentId(node.getId())
                .setPath(path)
                .setDepth(node.getDepth() - 1)
                .setExpiresAt(Places.childDeadline(node))
                .build();
    }

    static Amplification answered(Question question) {
        return finished(question, AnswerStatus.ANSWERED, exchange(AnswerStatus.ANSWERED));
    }

    static Amplification finished(Question question, AnswerStatus status, Exchange... transcript) {
        Move.Conclude conclusion = new Move.Conclude("1", status, "");
        return Answers.amplified(question, new Concluded(List.of(transcript), conclusion), H, START);
    }

    /** An exchange with an answer of the assistant to a sub-question of a node. */
    static Exchange asked(Question node, int index, String answer) {
        return Exchange.newBuilder(exchange(AnswerStatus.ANSWERED))
                .setIndex(index)
                .setQuestionId(Places.id(node.getRootId(), Places.childPath(node, 0, index)))
                .setAnswer(answer)
                .build();
    }

    static Trace row(Amplification node) {
        return Rows.of(node, Split.TRAIN, 0, 0);
    }

    /** Size of an event on the wire. */
    @SuppressWarnings("unchecked")
    static <V extends SpecificRecord> int bytes(V event) {
        return new EventSerdes(new MockSchemaRegistryClient())
                .ofState((Class<V>) event.getClass())
                .serializer()
                .serialize("any", event)
                .length;
    }

    static Exchange exchange(AnswerStatus status) {
        return new Exchange(
                0,
                0,
                "id",
                "a?????",
                0,
                status,
                "1",
                "",
                new Answerer(AnswererKind.ASSISTANT, "table", 4),
                List.of(new AssistantVersion("table", 4)),
                false,
                new Usage(1L, 0L));
    }
}
