package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class StateMemoryTest {
    private static final int STORES = 8;
    private static final int VALUES = 4_000;
    private static final int VALUE_BYTES = 1_000;
    private static final long BYTES = 16L << 20;

    @Test
    void storesThatWriteMoreThanTheirBufferTogetherHaveNoMoreInMemory(@TempDir Path directory) throws Exception {
        try (StateMemory memory = new StateMemory(BYTES)) {
            assertThat(inMemory(directory, Map.of(StateMemory.KEY, memory))).isLessThan(BYTES);
        }
    }

    @Test
    void storesThatShareNothingHaveAllInMemory(@TempDir Path directory) throws Exception {
        assertThat(inMemory(directory, Map.of())).isGreaterThan((long) STORES * VALUES * VALUE_BYTES);
    }

    /** What stores have written and keep in memory, in bytes. */
    private static long inMemory(Path directory, Map<String, Object> configs) throws RocksDBException {
        StateMemory.Setter setter = new StateMemory.Setter();
        List<RocksDB> stores = new ArrayList<>();
        try (Options options = new Options()) {
            options.setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
            setter.setConfig("store", options, configs);
            for (int store = 0; store < STORES; store++) {
                stores.add(
                        RocksDB.open(options, directory.resolve("store" + store).toString()));
            }
            long most = 0;
            for (RocksDB store : stores) {
                for (int value = 0; value < VALUES; value++) {
                    store.put(ByteBuffer.allocate(4).putInt(value).array(), new byte[VALUE_BYTES]);
                }
                most = Math.max(most, tables(stores));
            }
            return most;
        } finally {
            stores.forEach(RocksDB::close);
        }
    }

    private static long tables(List<RocksDB> stores) throws RocksDBException {
        long bytes = 0;
        for (RocksDB store : stores) {
            bytes += store.getLongProperty("rocksdb.cur-size-all-mem-tables");
        }
        return bytes;
    }
}
