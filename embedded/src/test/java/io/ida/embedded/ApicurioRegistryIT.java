package io.ida.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apicurio Registry as an operating-system process, with its data in memory. Where it differs from Confluent's registry the
 * contract is silent: a level can be set only once its subject exists, NONE does not loosen a stricter global level, an
 * invalid level is answered with 500 and version 0 with 404, incompatibility is not explained in advance, and subjects may
 * not hold slashes.
 */
class ApicurioRegistryIT extends RegistryContract {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int PORT = LocalPorts.free(1).get(0);
    private static final String URL = "http://" + LocalPorts.LOOPBACK + ":" + PORT + "/apis/ccompat/v7";

    private static Process process;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path log = directory.resolve("apicurio.log");
        process = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await("Apicurio to answer")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Apicurio ended: " + Files.readString(log));
                    }
                })
                .until(ApicurioRegistryIT::answers);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    String url() {
        return URL;
    }

    private static List<String> command() throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + LocalPorts.LOOPBACK,
                "-Dquarkus.http.port=" + PORT,
                "-jar",
                runner().toString());
    }

    private static Path runner() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("apicurio.directory")))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Apicurio is not unpacked: run this test with Maven"));
        }
    }

    private static boolean answers() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(URL + "/subjects"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
