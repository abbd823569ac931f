package io.ida.streams.models;

import static io.ida.events.ModelStatus.PROMOTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.ida.events.ModelVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadedModelsTest {
    private final List<Model> loaded = new CopyOnWriteArrayList<>();
    private final LoadedModels<Model> models = new LoadedModels<>(this::load, Model::close, 2);

    @Test
    void oneInUseIsClosedOnlyWhenItsLastUserIsDone() throws Exception {
        models.open();
        LoadedModels<Model>.Lease first = models.lease(version(1));
        LoadedModels<Model>.Lease second = models.leaseIfLoaded(version(1)).orElseThrow();
        models.lease(version(2)).close();
        models.lease(version(3)).close();
        assertThat(models.leaseIfLoaded(version(1))).isEmpty();
        assertThat(loaded.get(0).closed).isFalse();
        first.close();
        assertThat(loaded.get(0).closed).isFalse();
        second.close();
        assertThat(loaded.get(0).closed).isTrue();
    }

    @Test
    void theOneLongestOutOfUseGoesFirst() throws Exception {
        models.open();
        models.lease(version(1)).close();
        models.lease(version(2)).close();
        models.leaseIfLoaded(version(1)).orElseThrow().close();
        models.lease(version(3)).close();
        assertThat(loaded).extracting(model -> model.closed).containsExactly(false, true, false);
    }

    @Test
    void withoutTasksNothingStaysLoaded() throws Exception {
        models.open();
        models.open();
        models.lease(version(1)).close();
        models.close();
        assertThat(loaded.get(0).closed).isFalse();
        models.close();
        assertThat(loaded.get(0).closed).isTrue();
        LoadedModels<Model>.Lease late = models.lease(version(2));
        assertThat(loaded.get(1).closed).isFalse();
        late.close();
        assertThat(loaded.get(1).closed).isTrue();
    }

    @Test
    void aVersionIsLoadedOnceHoweverManyAskForIt() throws Exception {
        models.open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = IntStream.range(0, 64)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        models.lease(version(1 + i % 2)).close();
                        return null;
                    }))
                    .toList();
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loaded).hasSize(2);
    }

    @Test
    void aFailedLoadIsTriedAgain() throws Exception {
        models.open();
        assertThatIOException().isThrownBy(() -> models.lease(version(-1)));
        assertThatIOException().isThrownBy(() -> models.lease(version(-1)));
        models.lease(version(1)).close();
        assertThat(loaded).hasSize(1);
    }

    private static final class Model {
        private volatile boolean closed;

        void close() {
            closed = true;
        }
    }

    private Model load(ModelVersion version) throws IOException {
        if (version.getVersion() < 0) {
            throw new IOException("no such checkpoint");
        }
        Model model = new Model();
        loaded.add(model);
        return model;
    }

    private static ModelVersion version(int version) {
        return new ModelVersion(
                "m",
                version,
                null,
                PROMOTED,
                "any/1",
                "m-" + version,
                "sha-" + version,
                1L,
                Map.of(),
                List.of(),
                "",
                Instant.EPOCH);
    }
}
