package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
    private final AtomicInteger decoded = new AtomicInteger();
    private final KeyValueStore<String, String> store = store();

    @Test
    void whatWasPutLatelyIsNotDecoded() {
        RecentValues<String, String> values = new RecentValues<>(store, 2);
        values.put("a", "1");
        values.put("b", "2");

        assertThat(values.get("a")).isEqualTo("1");
        assertThat(values.get("b")).isEqualTo("2");
        assertThat(decoded).hasValue(0);
    }

    @Test
    void whatWasPutLongAgoIsReadFromTheStore() {
        RecentValues<String, String> values = new RecentValues<>(store, 2);
        values.put("a", "1");
        values.put("b", "2");
        values.put("c", "3");

        assertThat(values.get("a")).isEqualTo("1");
        assertThat(decoded).hasValue(1);
    }

    @Test
    void whatWasPutAgainHasItsNewValue() {
        RecentValues<String, String> values = new RecentValues<>(store, 2);
        values.put("a", "1");
        values.put("a", "2");

        assertThat(values.get("a")).isEqualTo("2");
        assertThat(store.get("a")).isEqualTo("2");
    }

    @Test
    void whatIsRemovedIsGoneFromBoth() {
        RecentValues<String, String> values = new RecentValues<>(store, 2);
        values.put("a", "1");
        values.remove("a");

        assertThat(values.get("a")).isNull();
        assertThat(store.get("a")).isNull();
    }

    @Test
    void aNewTaskFindsWhatTheOneBeforeStored() {
        new RecentValues<>(store, 2).put("a", "1");
        RecentValues<String, String> values = new RecentValues<>(store, 2);

        List<String> seen = new ArrayList<>();
        values.forEach(seen::add);

        assertThat(values.get("a")).isEqualTo("1");
        assertThat(seen).containsExactly("1");
    }

    private KeyValueStore<String, String> store() {
        Deserializer<String> counting = (topic, bytes) -> {
            decoded.incrementAndGet();
            return new StringDeserializer().deserialize(topic, bytes);
        };
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        KeyValueStore<String, String> made = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("values"),
                        Serdes.String(),
                        Serdes.serdeFrom(new StringSerializer(), counting))
                .withLoggingDisabled()
                .build();
        made.init(context.getStateStoreContext(), made);
        return made;
    }
}
