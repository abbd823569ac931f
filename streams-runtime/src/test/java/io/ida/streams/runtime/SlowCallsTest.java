package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowCallsTest {
    @TempDir
    private Path state;

    private SlowCallsDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void repliesAreForwardedByThePunctuationAfterTheCall() {
        start(1, 1);
        driver.requests.pipeInput("k", "a1");
        assertThat(driver.workers.waiting()).isEqualTo(1);
        driver.tick();
        assertThat(driver.replies.isEmpty()).isTrue();
        driver.workers.runAll();
        assertThat(driver.replies.isEmpty()).isTrue();
        driver.tick();
        assertThat(driver.replies.readValuesToList()).containsExactly("A1");
        assertThat(driver.held()).isEmpty();
    }

    @Test
    void keyTimestampAndHeadersAreKept() {
        start(1, 1);
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "x".getBytes(StandardCharsets.UTF_8)).add("none", null);
        Instant recordTime = SlowCallsDriver.START.minusSeconds(77);
        driver.requests.pipeInput(new TestRecord<>("k", "a1", headers, recordTime));
        driver.restart();
        driver.tick();
        driver.workers.runAll();
        driver.tick();
        TestRecord<String, String> reply = driver.replies.readRecord();
        assertThat(reply.key()).isEqualTo("k");
        assertThat(reply.getRecordTime()).isEqualTo(recordTime);
        assertThat(reply.getHeaders()).isEqualTo(headers);
    }

    @Test
    void callsInFlightAreBoundedAndTakeWhatIsQueuedByLane() {
        start(2, 3);
        for (int i = 0; i < 50; i++) {
            driver.requests.pipeInput("k", (i % 2 == 0 ? "a" : "b") + i);
            assertThat(driver.workers.waiting()).isLessThanOrEqualTo(2);
        }
        driver.workers.runOne();
        driver.workers.runOne();
        assertThat(driver.calls).containsExactly(List.of("a0", "a2", "a4"), List.of("b1", "b3", "b5"));
        List<String> values = driver.drain();
        assertThat(values).hasSize(50).doesNotHaveDuplicates();
        assertThat(driver.calls)
                .hasSizeGreaterThanOrEqualTo(17)
                .allSatisfy(call -> assertThat(call)
                        .hasSizeLessThanOrEqualTo(3)
                        .allMatch(request -> request.charAt(0) == call.get(0).charAt(0)));
        assertThat(driver.held()).isEmpty();
    }

    @Test
    void aCallDoesNotWaitForItsBatchToFill() {
        start(1, 100);
        driver.requests.pipeInput("k", "a1");
        driver.workers.runAll();
        assertThat(driver.calls).containsExactly(List.of("a1"));
    }

    @Test
    void callsAreCountedInMetrics() {
        start(1, 3);
        for (int i = 0; i < 4; i++) {
            driver.requests.pipeInput("k", "a" + i);
        }
        driver.drain();
        assertThat(driver.metric("calls-total")).containsExactly(2.0);
        assertThat(driver.metric("requests-total")).containsExactly(4.0);
        assertThat(driver.metric("batch-size-max")).containsExactly(3.0);
        assertThat(driver.metric("call-time-ns-total"))
                .singleElement()
                .satisfies(time -> assertThat(time).isPositive());
    }

    @Test
    void whatACrashLeavesIsCalledForAgain() {
        start(2, 2);
        for (int i = 0; i < 20; i++) {
            driver.requests.pipeInput("k", "a" + i);
        }
        driver.workers.runOne();
        driver.tick();
        List<String> before = driver.replies.readValuesToList();
        driver.workers.runOne(); // its outcome is never taken
        driver.restart();
        List<String> after = driver.drain();
        assertThat(before).hasSize(2);
        assertThat(after).hasSize(18).doesNotContainAnyElementsOf(before);
    }

    @Test
    void callsOfAClosedTaskAreDropped() {
        start(2, 1);
        driver.requests.pipeInput("k", "a1");
        driver.requests.pipeInput("k", "a2");
        HandDrivenExecutor workers = driver.workers;
        List<List<String>> calls = driver.calls;
        driver.close();
        driver = null;
        workers.runAll();
        assertThat(calls).isEmpty();
    }

    @Test
    void aFailureIsAnOutcomeOfEveryRequestOfTheCall() {
        start(1, 2);
        driver.requests.pipeValueList(List.of("f1", "f2", "a3", "e4", "s5"));
        assertThat(driver.drain())
                .containsExactlyInAnyOrder(
                        "f1 failed: broken",
                        "f2 failed: broken",
                        "A3",
                        "e4 failed: out",
                        "s5 failed: 0 replies to 1" + " requests");
    }

    @Test
    void whatIsNotBegunByItsDeadlineExpiresWithoutACall() {
        start(1, 1);
        for (int i = 0; i < 10; i++) {
            driver.requests.pipeInput("k", "a" + i);
        }
        driver.workers.runOne();
        driver.advance(Duration.ofMillis(SlowCallsDriver.TIME_TO_LIVE_MS));
        assertThat(driver.replies.readValuesToList()).hasSize(10).contains("A0").contains("a1 expired", "a9 expired");
        driver.workers.runAll();
        assertThat(driver.calls).containsExactly(List.of("a0"));
        assertThat(driver.held()).isEmpty();
    }

    @Test
    void theEarliestDeadlineIsCalledFirst() {
        start(1, 1);
        driver.requests.pipeInput("k", "a1@900");
        driver.requests.pipeInput("k", "a2@900");
        driver.requests.pipeInput("k", "a3@700");
        driver.requests.pipeInput("k", "a4@500");
        driver.drain();
        assertThat(driver.calls.subList(2, 4)).containsExactly(List.of("a4@500"), List.of("a3@700"));
    }

    @Test
    void aDuplicateOfWhatIsUnderWayIsNotCalledTwice() {
        start(2, 1);
        driver.requests.pipeInput("k", "a1");
        driver.requests.pipeInput("k", "a1");
        assertThat(driver.drain()).containsExactly("A1");
        assertThat(driver.calls).hasSize(1);
    }

    @Test
    void workersOnThreadsAnswerEverythingOnce() throws InterruptedException {
        driver = SlowCallsDriver.start(state, CallThreads.of("test-call", 4), 4, 8);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            driver.requests.pipeInput("k", "ab".charAt(i % 2) + "" + i);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (values.size() < 2000 && System.nanoTime() < end) {
            Thread.sleep(1);
            driver.tick();
            values.addAll(driver.replies.readValuesToList());
        }
        assertThat(values).hasSize(2000).doesNotHaveDuplicates();
        assertThat(driver.held()).isEmpty();
    }

    private void start(int calls, int batch) {
        driver = SlowCallsDriver.start(state, null, calls, batch);
    }
}
