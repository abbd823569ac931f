package io.ida.streams.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.StageMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private final KeyValueStore<String, ModelVersion> announced = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("announced"),
                    Serdes.String(),
                    new EventSerdes(new MockSchemaRegistryClient()).of(new Topics("ida.", 1).models()))
            .withLoggingDisabled()
            .build();
    private final AtomicLong changes = new AtomicLong();
    private final ModelCatalogue catalogue =
            new ModelCatalogue(announced, changes, new StageMeters(new SimpleMeterRegistry(), "test"));

    @BeforeEach
    void open() {
        announced.init(new MockProcessorContext<>().getStateStoreContext(), announced);
    }

    @AfterEach
    void close() {
        announced.close();
    }

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
        store("m", 1, ModelStatus.PROMOTED);
        assertThat(catalogue.find("m", 1)).as("not read again").isEmpty();

        changes.incrementAndGet();

        assertThat(catalogue.find("m", 1)).isPresent();
    }

    @Test
    void ofTheNamesThatQuestionsBringSomeAreRememberedAndThoseInUseAmongThem() {
        catalogue.latest("first");
        catalogue.latest("used");
        int some = ModelCatalogue.MODELS_REMEMBERED / 2;
        IntStream.range(0, some).forEach(number -> catalogue.latest("name" + number));
        catalogue.latest("used");
        IntStream.range(some, 2 * some).forEach(number -> catalogue.latest("name" + number));
        store("first", 1, ModelStatus.PROMOTED);
        store("used", 1, ModelStatus.PROMOTED);

        assertThat(catalogue.latest("used")).as("remembered, so not read again").isEmpty();
        assertThat(catalogue.latest("first")).as("forgotten, so read again").isPresent();
    }

    private void announce(String name, int version, ModelStatus status) {
        store(name, version, status);
        changes.incrementAndGet();
    }

    /** Puts a version into the store, of which the catalogue is not told. */
    private void store(String name, int version, ModelStatus status) {
        announced.put(
                Topics.versionKey(name, version),
                new ModelVersion(name, version, null, status, "", "", "", 0L, Map.of(), List.of(), "", Instant.EPOCH));
    }
}
