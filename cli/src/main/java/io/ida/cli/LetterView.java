package io.ida.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.Topic;
import io.ida.streams.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/** All there is to see of one dead letter: what is wrong with it, where it came from, and the record itself. */
final class LetterView {
    /** Of a record that is no event. */
    private static final int SHOWN_BYTES = 256;

    private final Clients clients;

    LetterView(Clients clients) {
        this.clients = clients;
    }

    /**
     * The letter as a JSON object; what it does not have is null.
     *
     * @throws RegistryUnavailableException if the registry does not say how to read it
     */
    ObjectNode of(LetterRecord letter, boolean redriven) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("partition", letter.letter().partition());
        node.put("offset", letter.letter().offset());
        node.put("time", Instant.ofEpochMilli(letter.letter().timestamp()).toString());
        node.put("stage", letter.header(DeadLetter.STAGE).orElse(null));
        node.put("reason", letter.header(DeadLetter.REASON).orElse(null));
        node.put("exception", letter.header(DeadLetter.EXCEPTION).orElse(null));
        node.put("leftOut", letter.leftOut().orElse(null));
        node.put("redriven", redriven);
        node.put("origin", letter.origin());
        node.put("key", letter.key());
        node.set("headers", headers(letter));
        Optional<JsonNode> event = event(letter);
        node.set("event", event.orElse(null));
        node.put("bytes", event.isPresent() ? null : bytes(letter.letter().value()));
        return node;
    }

    private static ObjectNode headers(LetterRecord letter) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Header header : letter.ownHeaders()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    /** The event, if the record is one of the topic it came from. */
    private Optional<JsonNode> event(LetterRecord letter) {
        return clients.topics().events().stream()
                .filter(topic -> letter.topic().filter(topic.name()::equals).isPresent())
                .findFirst()
                .flatMap(topic -> event(topic, letter.letter().value()));
    }

    private <V extends SpecificRecord> Optional<JsonNode> event(Topic<V> topic, byte[] value) {
        try {
            return Optional.ofNullable(clients.serdes().of(topic).deserializer().deserialize(topic.name(), value))
                    .map(EventJson::of);
        } catch (RegistryUnavailableException notNow) {
            throw notNow; // nothing is wrong with the event
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static String bytes(byte[] value) {
        if (value == null) {
            return null;
        }
        String shown = HexFormat.of().formatHex(Arrays.copyOf(value, Math.min(value.length, SHOWN_BYTES)));
        return value.length <= SHOWN_BYTES ? shown : shown + "… (" + value.length + " bytes)";
    }
}
