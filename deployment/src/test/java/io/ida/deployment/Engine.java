package io.ida.deployment;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, and the images that it must have for tests. */
final class Engine {
    /** If {@code true}, a test that cannot run fails. */
    private static final String REQUIRED = "REQUIRE_CONTAINERS";

    private static final Path DOCKER = Path.of("..", "docker");
    private static final List<String> PARTS =
            List.of("decompose", "assist", "synthesize", "distill", "training", "cli");

    private Engine() {}

    /** Ends a test, and says why, where there is no engine or an image of the project is missing. */
    static void require(Class<?> test) {
        Optional<String> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            fail(missing.get());
        }
        System.err.println(test.getSimpleName() + " is skipped. " + missing.get());
        abort(missing.get());
    }

    /** The image of a part. */
    static String imageOf(String part) {
        return "ida/" + part + ":" + versions(".env").getProperty("IDA_VERSION");
    }

    /** An image that the compose file names by a variable: its substitute, if it was made here, else the public one. */
    static String image(String variable) {
        String substitute = versions("substitutes.env").getProperty(variable);
        return isThere(substitute) ? substitute : versions(".env").getProperty(variable);
    }

    /** The file with the variables of the compose file: with the substitutes of images, if they were made here. */
    static Path composeVariables() {
        boolean isSubstituted = isThere(versions("substitutes.env").getProperty("KAFKA_IMAGE"));
        return DOCKER.resolve(isSubstituted ? "substitutes.env" : ".env");
    }

    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("There is no container engine: start one, or set DOCKER_HOST.");
        }
        for (String part : PARTS) {
            if (!isThere(imageOf(part))) {
                return Optional.of("There is no image " + imageOf(part) + ": docs/operations.md says how to build it.");
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(String image) {
        return DockerClientFactory.instance().client().listImagesCmd().exec().stream()
                .flatMap(found -> found.getRepoTags() == null ? Stream.empty() : Stream.of(found.getRepoTags()))
                .anyMatch(image::equals);
    }

    private static Properties versions(String file) {
        Properties versions = new Properties();
        try (InputStream in = Files.newInputStream(DOCKER.resolve(file))) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
