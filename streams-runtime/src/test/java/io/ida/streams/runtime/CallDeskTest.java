package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallDeskTest {
    @Test
    void closingInterruptsCallsThatRun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CallDesk<String, String, String> desk = new CallDesk<>(
                (lane, batch) -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException stopped) {
                        interrupted.countDown();
                        throw stopped;
                    }
                    return batch;
                },
                CallThreads.of("test-call", 1),
                1,
                1);
        desk.add(new Turn(1, "x"), "lane", "x");
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        desk.close();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
