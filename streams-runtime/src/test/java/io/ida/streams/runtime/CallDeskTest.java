package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallDeskTest {
    private final HandDrivenExecutor workers = new HandDrivenExecutor();
    private final List<List<String>> calls = new ArrayList<>();

    @Test
    void aCallTakesWhatWaitsInAnyTaskAndEachTaskGetsItsOwnOutcomes() {
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 10);
        CallDesk<String, String, String>.Seat one = desk.open(this::shout);
        CallDesk<String, String, String>.Seat other = desk.open(this::shout);
        one.add(turn("a"), "lane", "", "a");
        other.add(turn("a"), new String("lane"), "", "b");
        one.add(turn("c"), "lane", "", "c");

        workers.runAll();

        assertThat(calls).containsExactly(List.of("a", "b", "c"));
        assertReplied(one.poll(), "a", "A");
        assertReplied(one.poll(), "c", "C");
        assertThat(one.poll()).isNull();
        assertReplied(other.poll(), "a", "B");
    }

    @Test
    void requestsWithAnAffinityAreCalledTogetherAndTheOldestIsNeverLeftBehind() {
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 3);
        CallDesk<String, String, String>.Seat seat = desk.open(this::shout);
        for (String request : List.of("x1", "y1", "z1", "x2", "y2", "x3", "x4")) {
            seat.add(turn(request), "lane", request.substring(0, 1), request);
        }

        workers.runAll();

        assertThat(calls).containsExactly(List.of("x1", "x2", "x3"), List.of("y1", "y2", "z1"), List.of("x4"));
    }

    @Test
    void requestsWithAnAffinityAreNotPartedToFillTheRestOfABatch() {
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 4);
        CallDesk<String, String, String>.Seat seat = desk.open(this::shout);
        for (String request : List.of("x1", "x2", "x3", "y1", "y2", "z1", "v1", "w1", "w2", "w3", "w4")) {
            seat.add(turn(request), "lane", request.substring(0, 1), request);
        }

        workers.runAll();

        assertThat(calls)
                .containsExactly(
                        List.of("x1", "x2", "x3", "z1"), List.of("y1", "y2", "v1"), List.of("w1", "w2", "w3", "w4"));
    }

    @Test
    void lanesStayApart() {
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 10);
        CallDesk<String, String, String>.Seat seat = desk.open(this::shout);
        seat.add(turn("a"), "one", "", "a");
        seat.add(turn("b"), "two", "", "b");
        seat.add(turn("c"), "one", "", "c");

        workers.runAll();
        seat.add(turn("d"), "two", "", "d");
        workers.runAll();

        assertThat(calls).containsExactly(List.of("a", "c"), List.of("b"), List.of("d"));
    }

    @Test
    void whatAClosedTaskLeftIsNotCalled() {
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 10);
        CallDesk<String, String, String>.Seat closed = desk.open(this::shout);
        CallDesk<String, String, String>.Seat open = desk.open(this::shout);
        closed.add(turn("a"), "lane", "", "a");
        open.add(turn("b"), "lane", "", "b");

        closed.close();
        workers.runAll();

        assertThat(calls).containsExactly(List.of("b"));
        assertThat(open.poll()).isNotNull();
    }

    @Test
    void aCallIsInterruptedWhenTheLastTaskThatWaitsForItCloses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CallDesk<String, String, String> desk = new CallDesk<>(workers, 1, 2);
        CallDesk.Caller<String, String, String> sleepy = (lane, batch) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
                throw stopped;
            }
            return batch;
        };
        CallDesk<String, String, String>.Seat one = desk.open(sleepy);
        CallDesk<String, String, String>.Seat other = desk.open(sleepy);
        one.add(turn("a"), "lane", "", "a");
        other.add(turn("b"), "lane", "", "b");
        Thread worker = new Thread(workers::runOne);
        worker.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        one.close();
        assertThat(interrupted.getCount()).isOne();
        other.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        worker.join();
    }

    /** As one of the three requests of a call. */
    private static void assertReplied(CallDesk.Done<String> done, String id, String reply) {
        assertThat(done.turn()).isEqualTo(turn(id));
        assertThat(done.outcome()).isEqualTo(new Outcome.Replied<>(reply));
        assertThat(done.time().requests()).isEqualTo(3);
        assertThat(done.time().ended()).isAfterOrEqualTo(done.time().began());
    }

    private static Turn turn(String id) {
        return new Turn(1, id);
    }

    private List<String> shout(String lane, List<String> batch) {
        calls.add(batch);
        return batch.stream().map(String::toUpperCase).toList();
    }
}
