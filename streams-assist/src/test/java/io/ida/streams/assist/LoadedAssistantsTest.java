package io.ida.streams.assist;

import static io.ida.events.ModelStatus.PROMOTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.ida.events.ModelVersion;
import io.ida.streams.assist.LoadedAssistants.Lease;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadedAssistantsTest {
    private final List<FakeAssistant> loaded = new CopyOnWriteArrayList<>();
    private final LoadedAssistants assistants = new LoadedAssistants(this::load, 2);

    @Test
    void oneInUseIsClosedOnlyWhenItsLastUserIsDone() throws Exception {
        assistants.open();
        Lease first = assistants.lease(version(1));
        Lease second = assistants.leaseIfLoaded(version(1)).orElseThrow();
        assistants.lease(version(2)).close();
        assistants.lease(version(3)).close();
        assertThat(assistants.leaseIfLoaded(version(1))).isEmpty();
        assertThat(loaded.get(0).closed).isFalse();
        first.close();
        assertThat(loaded.get(0).closed).isFalse();
        second.close();
        assertThat(loaded.get(0).closed).isTrue();
    }

    @Test
    void theOneLongestOutOfUseGoesFirst() throws Exception {
        assistants.open();
        assistants.lease(version(1)).close();
        assistants.lease(version(2)).close();
        assistants.leaseIfLoaded(version(1)).orElseThrow().close();
        assistants.lease(version(3)).close();
        assertThat(loaded).extracting(assistant -> assistant.closed).containsExactly(false, true, false);
    }

    @Test
    void withoutTasksNothingStaysLoaded() throws Exception {
        assistants.open();
        assistants.open();
        assistants.lease(version(1)).close();
        assistants.close();
        assertThat(loaded.get(0).closed).isFalse();
        assistants.close();
        assertThat(loaded.get(0).closed).isTrue();
        Lease late = assistants.lease(version(2));
        assertThat(loaded.get(1).closed).isFalse();
        late.close();
        assertThat(loaded.get(1).closed).isTrue();
    }

    @Test
    void aVersionIsLoadedOnceHoweverManyAskForIt() throws Exception {
        assistants.open();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = IntStream.range(0, 64)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        assistants.lease(version(1 + i % 2)).close();
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
        assistants.open();
        assertThatIOException().isThrownBy(() -> assistants.lease(version(-1)));
        assertThatIOException().isThrownBy(() -> assistants.lease(version(-1)));
        assistants.lease(version(1)).close();
        assertThat(loaded).hasSize(1);
    }

    private FakeAssistant load(ModelVersion version) throws IOException {
        if (version.getVersion() < 0) {
            throw new IOException("no such checkpoint");
        }
        FakeAssistant assistant = new FakeAssistant(version);
        loaded.add(assistant);
        return assistant;
    }

    private static ModelVersion version(int version) {
        return Questions.version("m", version, PROMOTED, "fast/1");
    }
}
