package io.ida.bench;

import io.ida.bench.LoneStages.Pipeline;
import io.ida.bench.faults.JavaProcess;
import io.ida.streams.assist.AssistApp;
import io.ida.streams.decompose.DecomposeApp;
import io.ida.streams.distill.DistillApp;
import io.ida.streams.synthesize.SynthesizeApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** One process of each stage, with its metrics. For one thread. */
final class StageProcesses implements AutoCloseable {
    private static final Map<String, Class<?>> MAINS = Map.of(
            "decompose", DecomposeApp.class,
            "assist", AssistApp.class,
            "synthesize", SynthesizeApp.class,
            "distill", DistillApp.class);

    private final Map<String, JavaProcess> processes = new LinkedHashMap<>();
    private final Map<String, URI> metrics = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread hook = new Thread(this::kill, "kill-processes");

    private StageProcesses() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts them, and does not wait until they run.
     *
     * @param directory where their properties and logs go
     * @param more further properties; a stage gets those of its own
     */
    static StageProcesses start(Pipeline pipeline, Path directory, int heapMegabytes, Map<String, String> more) {
        StageProcesses all = new StageProcesses();
        for (String stage : MAINS.keySet()) {
            Properties properties = new Properties();
            properties.putAll(pipeline.properties(stage));
            more.forEach((key, value) -> {
                if (key.startsWith(stage + ".")) {
                    properties.put(key, value);
                }
            });
            int port = freePort();
            properties.put("monitoring.host", "127.0.0.1");
            properties.put("monitoring.port", Integer.toString(port));
            all.metrics.put(stage, URI.create("http://127.0.0.1:" + port + "/metrics"));
            all.processes.put(
                    stage,
                    JavaProcess.start(
                            MAINS.get(stage).getName(),
                            heapMegabytes + "m",
                            directory.resolve(stage + ".log"),
                            write(properties, directory.resolve(stage + ".properties"))));
        }
        return all;
    }

    /** @throws BenchException if one has ended */
    void requireAlive() {
        processes.forEach((stage, process) -> {
            if (!process.isAlive()) {
                throw new BenchException("The stage " + stage + " has ended:\n" + String.join("\n", process.lines()));
            }
        });
    }

    /** What each has in RAM, in bytes, by stage. */
    Map<String, Long> memory() {
        Map<String, Long> memory = new TreeMap<>();
        processes.forEach((stage, process) -> memory.put(stage, ProcessMemory.now(process.pid())));
        return memory;
    }

    /** A metric of a stage, summed over its series; 0 where it is not shown yet. */
    double metric(String stage, String name) throws InterruptedException {
        try {
            HttpResponse<String> shown =
                    http.send(HttpRequest.newBuilder(metrics.get(stage)).build(), HttpResponse.BodyHandlers.ofString());
            return shown.body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException notYet) {
            return 0;
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void kill() {
        processes.values().forEach(JavaProcess::close);
    }

    private static String write(Properties properties, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
