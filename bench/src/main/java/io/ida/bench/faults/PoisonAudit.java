package io.ida.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ida.bench.faults.Audit.Finding;
import io.ida.streams.runtime.DeadLetter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What must hold of the dead letters: one for each poison record, with its bytes and origin, and no other. For one thread. */
final class PoisonAudit {
    private final Map<String, Poison> sent = new HashMap<>();
    private final Map<String, Integer> letters = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> others = new HashSet<>();

    /** A record that is sent. */
    void sent(Poison poison) {
        sent.put(poison.key(), poison);
    }

    /** A record of the dead letters. */
    void letter(ConsumerRecord<String, byte[]> letter) {
        Poison poison = letter.key() == null ? null : sent.get(letter.key());
        if (poison == null) {
            others.add(letter.key() + " at " + letter.partition() + "@" + letter.offset());
            return;
        }
        letters.merge(poison.key(), 1, Integer::sum);
        if (!Arrays.equals(poison.value(), letter.value())
                || !poison.topic().equals(header(letter, DeadLetter.TOPIC))
                || header(letter, DeadLetter.REASON).isEmpty()) {
            changed.add(poison.key());
        }
    }

    int count() {
        return sent.size();
    }

    /** Whether every poison record has a letter. */
    boolean isComplete() {
        return letters.size() == sent.size();
    }

    List<Finding> findings() {
        Set<String> missing = new HashSet<>(sent.keySet());
        missing.removeAll(letters.keySet());
        Set<String> repeated = new HashSet<>(letters.keySet());
        repeated.removeIf(key -> letters.get(key) == 1);
        return List.of(
                Finding.of("poison records without a dead letter", missing),
                Finding.of("poison records with several dead letters", repeated),
                Finding.of("dead letters that do not say what was sent where", changed),
                Finding.of("dead letters of anything else", others));
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
