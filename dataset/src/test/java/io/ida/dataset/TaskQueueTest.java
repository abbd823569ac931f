package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
    private static final int BOUND = 3;

    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tasksAreDoneInOrder() throws IOException {
        try (TaskQueue queue = new TaskQueue("tasks", BOUND)) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                queue.add(() -> done.add(number));
            }
            queue.finish();
        }

        assertThat(done).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void whoAddsWaitsWhileTheBoundIsReached() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger added = new AtomicInteger();
        try (TaskQueue queue = new TaskQueue("tasks", BOUND)) {
            Thread adding = new Thread(() -> {
                for (int i = 0; i < 2 * BOUND; i++) {
                    add(queue, () -> await(goOn), 1);
                    added.incrementAndGet();
                }
            });
            adding.start();
            awaitState(adding, Thread.State.WAITING);
            assertThat(added.get()).isEqualTo(BOUND);

            goOn.countDown();
            await(adding);
            queue.finish();
        }

        assertThat(added.get()).isEqualTo(2 * BOUND);
    }

    @Test
    void whatIsHeavyWaitsUntilThereIsRoomOrNothingElse() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (TaskQueue queue = new TaskQueue("tasks", BOUND)) {
            assertThat(queue.takes(BOUND + 1)).isTrue();
            queue.add(() -> await(goOn), BOUND - 1);
            assertThat(queue.takes(1)).isTrue();
            assertThat(queue.takes(2)).isFalse();

            Thread adding = new Thread(() -> add(queue, () -> done.add(1), BOUND + 1));
            adding.start();
            awaitState(adding, Thread.State.WAITING);
            goOn.countDown();
            await(adding);
            queue.finish();
        }

        assertThat(done).containsExactly(1);
    }

    @Test
    void whatComesAfterATaskThatFailedIsNotDone() throws IOException {
        try (TaskQueue queue = new TaskQueue("tasks", BOUND)) {
            CountDownLatch allAdded = new CountDownLatch(1);
            queue.add(() -> await(allAdded));
            queue.add(() -> {
                throw new IOException("The disk is full.");
            });
            queue.add(() -> done.add(2));
            allAdded.countDown();

            assertThatThrownBy(queue::finish).isInstanceOf(IOException.class).hasMessage("The disk is full.");
            assertThatThrownBy(() -> {
                        queue.add(() -> done.add(3));
                        queue.finish();
                    })
                    .isInstanceOf(IOException.class);
        }

        assertThat(done).isEmpty();
    }

    @Test
    void whatWaitsWhenItIsClosedIsNotDone() throws IOException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TaskQueue queue = new TaskQueue("tasks", BOUND);
        queue.add(() -> {
            begun.countDown();
            await(goOn);
            done.add(0);
        });
        queue.add(() -> done.add(1));
        await(begun);
        Thread closing = new Thread(queue::close);
        closing.start();
        awaitState(closing, Thread.State.TIMED_WAITING);
        goOn.countDown();
        await(closing);

        assertThat(done).containsExactly(0);
    }

    private static void add(TaskQueue queue, TaskQueue.Task task, int weight) {
        try {
            queue.add(task, weight);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
