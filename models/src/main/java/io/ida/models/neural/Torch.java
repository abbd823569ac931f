package io.ida.models.neural;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;

/**
 * PyTorch through DJL, set up before its first use: it asks no network where it runs, and computes on as many threads as
 * the system property {@value #THREADS} says, one by default, because batches of questions are too small to share out.
 */
final class Torch {
    static final String THREADS = "ida.torch.threads";

    private static final String ENGINE = "PyTorch";

    /** DJL allows one gradient collector in a JVM, so whoever trains waits here. */
    private static final ReentrantLock GRADIENTS = new ReentrantLock();

    private Torch() {}

    /** A manager that its owner closes. */
    static NDManager newManager() {
        return Started.TORCH.newBaseManager();
    }

    /** Records what this thread computes until it is closed. Waits while another thread records. */
    static Gradients recordGradients() {
        GRADIENTS.lock();
        try {
            return new Gradients(Started.TORCH.newGradientCollector());
        } catch (RuntimeException | Error failed) {
            GRADIENTS.unlock();
            throw failed;
        }
    }

    /** A recording; belongs to the thread that began it. */
    static final class Gradients implements AutoCloseable {
        private final GradientCollector collector;

        private Gradients(GradientCollector collector) {
            this.collector = collector;
        }

        GradientCollector collector() {
            return collector;
        }

        @Override
        public void close() {
            try {
                collector.close();
            } finally {
                GRADIENTS.unlock();
            }
        }
    }

    /** The engine reads its properties once, when it starts. */
    private static final class Started {
        static final Engine TORCH = start();

        private static Engine start() {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            String threads = System.getProperty(THREADS, "1");
            System.setProperty("ai.djl.pytorch.num_threads", threads);
            System.setProperty("ai.djl.pytorch.num_interop_threads", threads);
            return Engine.getEngine(ENGINE);
        }
    }
}
