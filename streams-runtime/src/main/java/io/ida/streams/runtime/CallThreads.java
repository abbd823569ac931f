package io.ida.streams.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for slow calls. They begin with the first call, end when idle and keep no process alive: nobody closes them. */
public final class CallThreads {
    private static final long IDLE_SECONDS = 10;

    private CallThreads() {}

    /**
     * An executor of its own.
     *
     * @param name what the threads are called, a number follows
     * @param count most threads at once
     */
    public static Executor of(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), call -> {
                    Thread thread = new Thread(call, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
