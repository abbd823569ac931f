package io.ida.streams.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private final Announced announced = new Announced();
    private final AtomicLong changes = new AtomicLong();
    private final ModelCatalogue catalogue =
            new ModelCatalogue(announced, changes, new StageMeters(new SimpleMeterRegistry(), "test"));

    @Test
    void theLatestVersionIsTheHighestThatIsPromoted() {
        announce("m", 1, ModelStatus.PROMOTED);
        announce("m", 2, ModelStatus.CANDIDATE);

        assertThat(catalogue.latest("m").orElseThrow().getVersion()).isOne();
        assertThat(catalogue.find("m", 2)).isPresent();
        assertThat(catalogue.latest("other")).isEmpty();
    }

    @Test
    void aModelIsReadOnceUntilSomethingIsAnnounced() {
        catalogue.latest("m");
        catalogue.find("m", 1);
        assertThat(announced.reads).containsExactly("m@");

        announce("m", 1, ModelStatus.PROMOTED);

        assertThat(catalogue.find("m", 1)).isPresent();
        assertThat(announced.reads).containsExactly("m@", "m@");
    }

    @Test
    void ofTheNamesThatQuestionsBringSomeAreRememberedAndThoseInUseAmongThem() {
        announce("used", 1, ModelStatus.PROMOTED);
        catalogue.latest("first");
        for (int number = 0; number < ModelCatalogue.MODELS_REMEMBERED; number++) {
            catalogue.latest("name" + number);
            catalogue.latest("used");
        }
        announced.reads.clear();

        catalogue.latest("used");
        assertThat(announced.reads).isEmpty();
        catalogue.latest("first");
        assertThat(announced.reads).as("forgotten, so read again").containsExactly("first@");
    }

    private void announce(String name, int version, ModelStatus status) {
        announced.versions.put(
                Topics.versionKey(name, version),
                new ModelVersion(name, version, null, status, "", "", "", 0L, Map.of(), List.of(), "", Instant.EPOCH));
        changes.incrementAndGet();
    }

    /** The global store, which notes what is read of it. */
    private static final class Announced implements ReadOnlyKeyValueStore<String, ModelVersion> {
        private final TreeMap<String, ModelVersion> versions = new TreeMap<>();
        private final List<String> reads = new ArrayList<>();

        @Override
        public <S extends Serializer<P>, P> KeyValueIterator<String, ModelVersion> prefixScan(P prefix, S serializer) {
            reads.add(prefix.toString());
            return new Entries(versions.tailMap(prefix.toString()).entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix.toString()))
                    .iterator());
        }

        @Override
        public ModelVersion get(String key) {
            return versions.get(key);
        }

        @Override
        public KeyValueIterator<String, ModelVersion> range(String from, String to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyValueIterator<String, ModelVersion> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long approximateNumEntries() {
            return versions.size();
        }
    }

    private record Entries(Iterator<Map.Entry<String, ModelVersion>> entries)
            implements KeyValueIterator<String, ModelVersion> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<String, ModelVersion> next() {
            Map.Entry<String, ModelVersion> entry = entries.next();
            return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public String peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
