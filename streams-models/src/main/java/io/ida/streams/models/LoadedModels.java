package io.ida.streams.models;

import io.ida.events.ModelVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one sort that this process has at hand, assistants or supervisors: each version loaded once, however many
 * tasks use it. Beyond a capacity the one that was longest out of use is let go; one that is in use is closed when its
 * last user is done. Every task opens this in its {@code init} and closes it in its {@code close}: without tasks nothing
 * stays loaded. Safe for use by several threads.
 *
 * @param <M> what a version is loaded as
 */
public final class LoadedModels<M> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

    private final Loader<M> loader;
    private final Consumer<M> closer;
    private final int capacity;
    private final Map<Checkpoint, Loaded> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock loading = new ReentrantLock();
    private int tasks;

    /** Loads a version; may take long. */
    @FunctionalInterface
    public interface Loader<M> {
        /**
         * What the version is loaded as.
         *
         * @throws IOException if it cannot be loaded
         */
        M load(ModelVersion version) throws IOException;
    }

    /** The same version announced again with other content is another checkpoint. */
    private record Checkpoint(String name, int version, String sha256) {
        Checkpoint(ModelVersion version) {
            this(version.getName(), version.getVersion(), version.getSha256());
        }
    }

    /**
     * @param closer closes what was loaded
     * @param capacity how many stay loaded
     */
    public LoadedModels(Loader<M> loader, Consumer<M> closer, int capacity) {
        this.loader = loader;
        this.closer = closer;
        this.capacity = capacity;
    }

    /** One more task needs models. */
    public synchronized void open() {
        tasks++;
    }

    /** Borrows a version if it is at hand. Never waits for a load. */
    public synchronized Optional<Lease> leaseIfLoaded(ModelVersion version) {
        Loaded loaded = byUse.get(new Checkpoint(version));
        return loaded == null ? Optional.empty() : Optional.of(new Lease(loaded));
    }

    /**
     * Borrows a version, loading it first if need be.
     *
     * @throws IOException if it cannot be loaded
     */
    public Lease lease(ModelVersion version) throws IOException, InterruptedException {
        Optional<Lease> atHand = leaseIfLoaded(version);
        if (atHand.isPresent()) {
            return atHand.get();
        }
        loading.lockInterruptibly();
        try {
            Optional<Lease> loadedMeanwhile = leaseIfLoaded(version);
            return loadedMeanwhile.isPresent() ? loadedMeanwhile.get() : load(version);
        } finally {
            loading.unlock();
        }
    }

    private Lease load(ModelVersion version) throws IOException {
        long begin = System.nanoTime();
        Loaded loaded = new Loaded(loader.load(version));
        LOG.info(
                "Loaded version {} of {} in {} ms",
                version.getVersion(),
                version.getName(),
                (System.nanoTime() - begin) / 1_000_000);
        synchronized (this) {
            byUse.put(new Checkpoint(version), loaded);
            Lease lease = new Lease(loaded);
            Iterator<Loaded> longestOutOfUse = byUse.values().iterator();
            while (byUse.size() > (tasks == 0 ? 0 : capacity)) {
                Loaded evicted = longestOutOfUse.next();
                longestOutOfUse.remove();
                evicted.letGo();
            }
            return lease;
        }
    }

    /** One task fewer; lets go of all after the last. */
    @Override
    public synchronized void close() {
        tasks--;
        if (tasks > 0) {
            return;
        }
        List<Loaded> all = new ArrayList<>(byUse.values());
        byUse.clear();
        all.forEach(Loaded::letGo);
    }

    /** A model and how many use it; guarded by the lock of the outer object. */
    private final class Loaded {
        private final M model;
        private int users;
        private boolean kept = true;

        Loaded(M model) {
            this.model = model;
        }

        void letGo() {
            kept = false;
            closeIfUnused();
        }

        void closeIfUnused() {
            if (!kept && users == 0) {
                closer.accept(model);
            }
        }
    }

    /** A borrowed model. It stays open until given back, once, by {@link #close}. */
    public final class Lease implements AutoCloseable {
        private final Loaded loaded;

        private Lease(Loaded loaded) {
            this.loaded = loaded;
            loaded.users++;
        }

        /** The model; not to be closed by its borrower. */
        public M model() {
            return loaded.model;
        }

        @Override
        public void close() {
            synchronized (LoadedModels.this) {
                loaded.users--;
                loaded.closeIfUnused();
            }
        }
    }
}
