package io.ida.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LocalPartsTest {
    private final LocalParts parts = new LocalParts();
    private final List<String> closed = new CopyOnWriteArrayList<>();

    @Test
    void partsAreClosedInTheOppositeOrderOnce() {
        parts.openAll(() -> {
            parts.add(() -> closed.add("first"));
            parts.add(() -> closed.add("second"));
        });

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void nothingIsOpenAfterAClosingInTheMiddleOfTheOpening() throws InterruptedException {
        CountDownLatch firstIsOpen = new CountDownLatch(1);
        CountDownLatch firstIsClosed = new CountDownLatch(1);
        CompletableFuture<Void> opening = LocalThreads.start(
                "opening",
                () -> parts.openAll(() -> {
                    parts.add(() -> {
                        closed.add("first");
                        firstIsClosed.countDown();
                    });
                    firstIsOpen.countDown();
                    await(firstIsClosed); // only now the second part is open
                    parts.add(() -> closed.add("second"));
                }));

        firstIsOpen.await();
        parts.close();

        assertThat(closed).containsExactly("first", "second");
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(opening::get)
                .withCauseInstanceOf(LocalServiceException.class)
                .withMessageContaining("closed while it started");
    }

    @Test
    void aPartThatDoesNotCloseDoesNotKeepTheOthersOpen() {
        parts.openAll(() -> {
            parts.add(() -> closed.add("first"));
            parts.add(() -> {
                throw new IllegalStateException("stuck");
            });
        });

        assertThatExceptionOfType(LocalServiceException.class)
                .isThrownBy(parts::close)
                .withMessageContaining("stuck");
        assertThat(closed).containsExactly("first");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
