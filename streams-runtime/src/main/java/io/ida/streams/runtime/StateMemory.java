package io.ida.streams.runtime;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what the state stores of a stage keep in memory outside of Java's heap, all of them together, whatever the number
 * of partitions; by themselves each store of each partition has a cache and buffers of its own. The way is that of Kafka's
 * documentation: one cache, which write buffers, indexes and filters are charged to.
 */
public final class StateMemory implements AutoCloseable {
    /** The key. */
    public static final String BYTES = "state.memory.bytes";

    /** Under which Kafka Streams hands it to the stores. */
    static final String KEY = "ida.state.memory";

    private static final long DEFAULT_BYTES = 128L << 20;
    private static final long LEAST_BYTES = 16L << 20;

    /** Of the whole, for what is written and not yet on disk. */
    private static final double BUFFERS_SHARE = 0.5;

    /** Of that, for one store: only a store that is written to makes room, so that those that are not must hold little. */
    private static final int STORES_BUFFERED = 16;

    /** Of the whole, for indexes and filters, which the blocks that are read do not drive out. */
    private static final double INDEX_SHARE = 0.1;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache;
    private final WriteBufferManager buffers;
    private final long storeBuffer;

    /** @param bytes how much all stores have together */
    StateMemory(long bytes) {
        cache = new LRUCache(bytes, -1, false, INDEX_SHARE);
        long forBuffers = (long) (bytes * BUFFERS_SHARE);
        buffers = new WriteBufferManager(forBuffers, cache);
        storeBuffer = forBuffers / STORES_BUFFERED;
    }

    static ConfigDef define(ConfigDef keys) {
        return keys.define(
                BYTES,
                Type.LONG,
                DEFAULT_BYTES,
                Range.atLeast(LEAST_BYTES),
                Importance.MEDIUM,
                "Memory outside of Java's heap for the state stores of a stage's process, all together: what they have"
                        + " read lately, and what they have not yet written to disk.");
    }

    /** As configured. */
    static StateMemory from(AbstractConfig values) {
        return new StateMemory(values.getLong(BYTES));
    }

    private void share(Options store) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) store.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        store.setTableFormatConfig(table);
        store.setWriteBufferManager(buffers);
        store.setWriteBufferSize(storeBuffer);
    }

    /** For when the stores are closed. */
    @Override
    public void close() {
        buffers.close();
        cache.close();
    }

    /** What Kafka Streams makes for each store. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            if (configs.get(KEY) instanceof StateMemory memory) {
                memory.share(options);
            }
        }

        @Override
        public void close(String storeName, Options options) {
            // The other stores still use what they share.
        }
    }
}
