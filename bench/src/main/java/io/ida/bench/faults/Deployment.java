package io.ida.bench.faults;

import io.ida.bench.ScratchDirectory;
import io.ida.embedded.LocalClusterNodes;
import io.ida.embedded.LocalRegistry;
import io.ida.embedded.LocalServiceException;
import io.ida.schemas.EventSerdes;
import io.ida.schemas.SchemaRegistration;
import io.ida.schemas.TopicPlan;
import io.ida.schemas.Topics;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.synthesize.SynthesizeApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Three brokers and two instances of every stage as processes of their own, with the settings that they have anywhere
 * else but for how often they commit, and a registry in this process. The first instance of each stage is a static member
 * of its group, the second is not. For one thread.
 */
final class Deployment implements AutoCloseable {
    private static final String BROKER_HEAP = "320m";
    private static final String STAGE_HEAP = "192m";
    /** Longer than the default: a kill finds more under way, and the machine has more time for it. */
    private static final String COMMIT_INTERVAL_MILLIS = "200";

    private static final int BROKERS = Targets.BROKERS.size();
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Map<String, Class<?>> MAINS = Map.of(
            "decompose", DecomposeApp.class,
            "assist", AssistApp.class,
            "synthesize", SynthesizeApp.class,
            "distill", DistillApp.class);

    private final Path directory;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::killAll, "kill-processes");
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, Topics.DEFAULT_PARTITIONS);
    private final String bootstrapServers;
    private final Admin admin;
    private final EventSerdes serdes;
    private LocalRegistry registry;
    private final int registryPort;

    /** Starts everything but the stages, with topics and schemas. */
    Deployment(Path directory) throws InterruptedException {
        this.directory = directory;
        LocalClusterNodes cluster = LocalClusterNodes.create(directory, BROKERS);
        bootstrapServers = cluster.bootstrapServers();
        Runtime.getRuntime().addShutdownHook(hook);
        for (int broker = 0; broker < BROKERS; broker++) {
            add(new Member(
                    Targets.BROKERS.get(broker),
                    "kafka.Kafka",
                    BROKER_HEAP,
                    cluster.properties().get(broker),
                    directory));
        }
        members.values().forEach(Member::start);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        Waiting.until("brokers that have found each other", START_TIMEOUT, this::hasAllBrokers);
        registry = LocalRegistry.start(bootstrapServers);
        registryPort = URI.create(registry.url()).getPort();
        serdes = EventSerdes.from(clientProperties());
        TopicPlan.of(topics, admin).apply(admin, TopicPlan.BROKER_DEFAULT);
        SchemaRegistration.of(topics).apply(serdes.client());
    }

    /** Where checkpoints are. */
    Path models() {
        return directory.resolve("models").toAbsolutePath();
    }

    void startStages() {
        Targets.INSTANCES.forEach(name -> {
            add(stage(name, name.endsWith("-1")));
            member(name).start();
        });
        Targets.EXTRAS.forEach(name -> add(stage(name, false)));
    }

    Member member(String name) {
        return members.get(name);
    }

    Collection<Member> members() {
        return members.values();
    }

    Topics topics() {
        return topics;
    }

    EventSerdes serdes() {
        return serdes;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Whether every partition has all of its copies, so that the cluster can do without one broker. */
    boolean isInSync() {
        try {
            Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .allMatch(Deployment::isInSync);
        } catch (ExecutionException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void stopRegistry() {
        registry.close();
    }

    /** Starts the registry where it was, and says whether it runs. */
    boolean startRegistry() {
        try {
            registry = LocalRegistry.start(bootstrapServers, registryPort);
            return true;
        } catch (LocalServiceException notNow) {
            return false;
        }
    }

    /** Deletes the state of an instance that does not run, as a new machine has none. */
    void loseState(String instance) throws IOException {
        ScratchDirectory.delete(state(instance));
    }

    @Override
    public void close() {
        killAll();
        registry.close();
        admin.close(Duration.ZERO);
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void killAll() {
        members.values().forEach(Member::close);
    }

    private void add(Member member) {
        members.put(member.name(), member);
    }

    private Member stage(String name, boolean isStatic) {
        String stage = Targets.stage(name);
        Map<String, String> properties = new HashMap<>(clientProperties());
        properties.put("state.dir", state(name).toString());
        properties.put("commit.interval.ms", COMMIT_INTERVAL_MILLIS);
        if (isStatic) {
            properties.put("main.consumer.group.instance.id", name);
        }
        if (stage.equals("assist")) {
            properties.put("assist.model.store", models().toString());
        }
        return new Member(name, MAINS.get(stage).getName(), STAGE_HEAP, properties, directory);
    }

    private Path state(String instance) {
        return directory.resolve("state").resolve(instance).toAbsolutePath();
    }

    private Map<String, String> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registry.url());
    }

    private boolean hasAllBrokers() {
        try {
            return admin.describeCluster().nodes().get().size() == BROKERS;
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isInSync(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }
}
