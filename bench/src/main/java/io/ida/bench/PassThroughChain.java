package io.ida.bench;

import io.ida.configuration.ClusterKeys;
import io.ida.schemas.Topic;
import io.ida.schemas.TopicPlan;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
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
    /** Of a catalogue of its own, on the cluster of the pipeline. */
    private static final String PREFIX = "chain.";

    private final BenchClients clients;
    private final Topics topics;
    private final List<String> links;
    private final Duration timeout;
    private final List<RunningStage> running = new ArrayList<>();

    private PassThroughChain(BenchClients clients, int applications, int partitions, Duration timeout) {
        this.clients = clients;
        this.timeout = timeout;
        topics = new Topics(PREFIX, partitions);
        links = topics.events().stream()
                .limit(applications + 1)
                .map(Topic::name)
                .toList();
    }

    /**
     * Starts a chain and returns when it runs.
     *
     * @param properties of each application: addresses, {@code topic.partitions}, {@code state.dir} and what is tried
     */
    static PassThroughChain start(int applications, Map<String, String> properties, int partitions, Duration timeout)
            throws InterruptedException {
        String bootstrapServers = properties.get("bootstrap.servers");
        PassThroughChain chain =
                new PassThroughChain(new BenchClients(bootstrapServers), applications, partitions, timeout);
        Map<String, String> settings = new HashMap<>(properties);
        settings.put(ClusterKeys.TOPIC_PREFIX, PREFIX);
        try {
            chain.createTopics();
            for (int link = 0; link < applications; link++) {
                Stage stage = chain.passThrough(link);
                chain.running.add(RunningStage.start(stage, StageConfig.of(stage, settings)));
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
        try (Arrivals arrivals = new Arrivals(clients, links.get(links.size() - 1));
                Producer<byte[], byte[]> producer = clients.bulkProducer()) {
            producer.partitionsFor(links.get(0));
            Stopwatch watch = new Stopwatch();
            for (int record = 0; record < records; record++) {
                producer.send(new ProducerRecord<>(links.get(0), key(record, keyBytes), value));
            }
            producer.flush();
            arrivals.await(records, timeout);
            return watch.stop((long) records * running.size());
        }
    }

    @Override
    public void close() {
        running.forEach(RunningStage::close);
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", clients.bootstrapServers()))) {
            TopicPlan.of(topics, admin).apply(admin, TopicPlan.BROKER_DEFAULT);
        }
    }

    private Stage passThrough(int link) {
        return new Stage(
                "chain-" + link,
                new ConfigDef(),
                config -> new Topology()
                        .addSource("ingest", new ByteArrayDeserializer(), new ByteArrayDeserializer(), links.get(link))
                        .addSink(
                                "egress",
                                links.get(link + 1),
                                new ByteArraySerializer(),
                                new ByteArraySerializer(),
                                "ingest"));
    }

    static byte[] key(int record, int bytes) {
        String number = Integer.toString(record);
        return (number + "-".repeat(Math.max(0, bytes - number.length()))).getBytes(StandardCharsets.UTF_8);
    }
}
