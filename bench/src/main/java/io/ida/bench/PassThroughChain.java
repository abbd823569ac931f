package io.ida.bench;

import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The limit of the pipeline: applications one after another that pass bytes on as they are, each with its own group,
 * transactions and thread, and with the settings of a stage, because {@link StageConfig} makes them. Its records are as
 * large as the pipeline's are in the mean.
 */
final class PassThroughChain implements AutoCloseable {
    private static final String PREFIX = "bench.chain-";

    private final BenchClients clients;
    private final int applications;
    private final Duration timeout;
    private final List<RunningStage> running = new ArrayList<>();

    private PassThroughChain(BenchClients clients, int applications, Duration timeout) {
        this.clients = clients;
        this.applications = applications;
        this.timeout = timeout;
    }

    /**
     * Starts a chain on a cluster that has the catalogue's topics, and returns when it runs.
     *
     * @param properties of each application: addresses, {@code topic.partitions}, {@code state.dir} and what is tried
     */
    static PassThroughChain start(int applications, Map<String, String> properties, int partitions, Duration timeout)
            throws InterruptedException {
        String bootstrapServers = properties.get("bootstrap.servers");
        PassThroughChain chain = new PassThroughChain(new BenchClients(bootstrapServers), applications, timeout);
        try {
            chain.createTopics(partitions);
            for (int link = 0; link < applications; link++) {
                Stage stage = passThrough(link);
                chain.running.add(RunningStage.start(stage, StageConfig.of(stage, properties)));
            }
            for (RunningStage stage : chain.running) {
                if (!stage.awaitRunning(timeout)) {
                    throw new BenchException("The chain does not run after " + timeout + ".");
                }
            }
            return chain;
        } catch (RuntimeException | InterruptedException e) {
            chain.close();
            throw e;
        }
    }

    /** Sends records through the chain as fast as it takes them; each makes one hop for every application. */
    Throughput measure(int records, int keyBytes, int valueBytes) {
        byte[] value = new byte[valueBytes];
        try (Arrivals arrivals = new Arrivals(clients, PREFIX + applications);
                Producer<byte[], byte[]> producer = clients.bulkProducer()) {
            producer.partitionsFor(PREFIX + 0);
            Stopwatch watch = new Stopwatch();
            for (int record = 0; record < records; record++) {
                producer.send(new ProducerRecord<>(PREFIX + 0, key(record, keyBytes), value));
            }
            producer.flush();
            arrivals.await(records, timeout);
            return watch.stop((long) records * applications);
        }
    }

    @Override
    public void close() {
        running.forEach(RunningStage::close);
    }

    private void createTopics(int partitions) throws InterruptedException {
        List<NewTopic> topics = IntStream.rangeClosed(0, applications)
                .mapToObj(link -> new NewTopic(PREFIX + link, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", clients.bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new BenchException(
                    "The chain's topics cannot be created: " + e.getCause().getMessage(), e);
        }
    }

    private static Stage passThrough(int link) {
        return new Stage(
                "chain-" + link,
                new ConfigDef(),
                config -> new Topology()
                        .addSource("ingest", new ByteArrayDeserializer(), new ByteArrayDeserializer(), PREFIX + link)
                        .addSink(
                                "egress",
                                PREFIX + (link + 1),
                                new ByteArraySerializer(),
                                new ByteArraySerializer(),
                                "ingest"));
    }

    static byte[] key(int record, int bytes) {
        String number = Integer.toString(record);
        return (number + "-".repeat(Math.max(0, bytes - number.length()))).getBytes(StandardCharsets.UTF_8);
    }
}
