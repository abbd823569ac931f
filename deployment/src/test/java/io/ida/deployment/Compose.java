package io.ida.deployment;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * The project's compose file as a compose project of its own, run by docker-compose, or by docker with its plug-in. The
 * ports are those of the compose file, so they must be free.
 */
final class Compose {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String FILE = "../docker/compose.yml";
    private static final String PROJECT_LABEL = "com.docker.compose.project";

    private final Path directory;
    private final String project = "ida-test-" + UUID.randomUUID().toString().substring(0, 8);

    /** A project of which nothing runs yet; what its commands say goes to a directory. */
    Compose(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs a command of docker-compose to its end.
     *
     * @return what it wrote to its standard output
     * @throws IllegalStateException if it ends with an error, or does not end; the message has what it said
     */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(
                "--project-name",
                project,
                "--env-file",
                Engine.composeVariables().toString(),
                "--file",
                FILE));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(directory, "said", ".txt");
        Path complained = Files.createTempFile(directory, "complained", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(complained.toFile());
        builder.environment().put("IDA_ENGINE", "none");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + ": " + Files.readString(said) + Files.readString(complained));
        }
        return Files.readString(said);
    }

    /** Stops and removes all that the project has, its volumes, too, and waits until there is nothing left of it. */
    void remove() throws IOException, InterruptedException {
        run("down", "--volumes", "--timeout", "5");
        await("nothing to be left of " + project).atMost(PATIENCE).until(() -> rest().isEmpty());
    }

    /** Containers, networks and volumes of the project. */
    private List<String> rest() {
        var client = DockerClientFactory.instance().client();
        List<String> label = List.of(PROJECT_LABEL + "=" + project);
        List<String> rest = new ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(label)
                .exec()
                .forEach(container -> rest.add(container.getId()));
        client.listNetworksCmd().withFilter("label", label).exec().forEach(network -> rest.add(network.getName()));
        client.listVolumesCmd()
                .withFilter("label", label)
                .exec()
                .getVolumes()
                .forEach(volume -> rest.add(volume.getName()));
        return rest;
    }

    private static List<String> program() {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "docker-compose")));
        return isThere ? List.of("docker-compose") : List.of("docker", "compose");
    }
}
