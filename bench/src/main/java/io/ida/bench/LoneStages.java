package io.ida.bench;

import io.ida.embedded.LocalBroker;
import io.ida.embedded.LocalRegistry;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.models.DirectoryModelStore;
import io.ida.models.TableCheckpoint;
import io.ida.models.TableRow;
import io.ida.schemas.SchemaRegistration;
import io.ida.schemas.Topic;
import io.ida.schemas.TopicPlan;
import io.ida.schemas.Topics;
import io.ida.streams.runtime.RunningStage;
import io.ida.streams.runtime.Stage;
import io.ida.streams.runtime.StageConfig;
import io.ida.training.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** A broker and a registry on which single stages run, on topics of their own. For one thread. */
final class LoneStages implements AutoCloseable {
    private final Path data;
    private final int partitions;
    private final LocalBroker broker;
    private final LocalRegistry registry;
    private int pipelines;

    LoneStages(ScratchDirectory scratch, int partitions) {
        data = scratch.path();
        this.partitions = partitions;
        broker = scratch.closedFirst(LocalBroker.start(data.resolve("broker")));
        registry = scratch.closedFirst(LocalRegistry.start(broker.bootstrapServers()));
    }

    /** The topics of a pipeline whose stages are started one by one, if at all. */
    final class Pipeline {
        private final Map<String, String> properties = new HashMap<>();
        private final Cluster cluster;
        private final String prefix;

        private Pipeline(String prefix) {
            this.prefix = prefix;
            properties.put("bootstrap.servers", broker.bootstrapServers());
            properties.put("schema.registry.url", registry.url());
            properties.put("topic.prefix", prefix);
            properties.put("topic.partitions", Integer.toString(partitions));
            cluster = new Cluster(properties);
            try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicPlan.of(topics(), admin).apply(admin, TopicPlan.BROKER_DEFAULT);
            }
            SchemaRegistration.of(topics()).apply(cluster.serdes().client());
        }

        Topics topics() {
            return cluster.topics();
        }

        Cluster cluster() {
            return cluster;
        }

        /** Announces the assistant of a workload. */
        void announce(List<TableRow> table) throws InterruptedException {
            try (Producer<byte[], byte[]> producer = cluster.producer()) {
                ModelVersion version = Announcement.store(
                        new DirectoryModelStore(models()),
                        WideWorkload.PIN,
                        TableCheckpoint.ARCHITECTURE,
                        out -> TableCheckpoint.write(table, out));
                String key = Topics.versionKey(version.getName(), version.getVersion());
                producer.send(cluster.record(topics().models(), key, version));
                producer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Publishes questions, numbered from 0. */
        void publish(Topic<Question> topic, int count, IntFunction<Question> question, IntFunction<String> key) {
            try (Producer<byte[], byte[]> producer = cluster.producer()) {
                for (int number = 0; number < count; number++) {
                    producer.send(cluster.record(topic, key.apply(number), question.apply(number)));
                }
                producer.flush();
            }
        }

        /** What a stage needs, wherever it runs. */
        Map<String, String> properties(String stage) {
            Map<String, String> own = new HashMap<>(properties);
            own.put("application.id", prefix + stage);
            own.put("state.dir", data.resolve("state").toString());
            if (stage.equals("assist")) {
                own.put("assist.model.store", models().toString());
            }
            return own;
        }

        /** Starts a stage, which begins with what its topics hold, and returns when it runs. */
        RunningStage start(Stage stage, Map<String, String> more, Duration timeout) throws InterruptedException {
            Map<String, String> own = properties(stage.name());
            own.putAll(more);
            RunningStage running = RunningStage.start(stage, StageConfig.of(stage, own));
            if (!running.awaitRunning(timeout)) {
                running.close();
                throw new BenchException("The stage " + stage.name() + " does not run after " + timeout + ".");
            }
            return running;
        }

        private Path models() {
            return data.resolve(prefix + "models").toAbsolutePath();
        }
    }

    /** Topics that nobody has used. */
    Pipeline next() {
        return new Pipeline("bench-" + pipelines++ + ".");
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
