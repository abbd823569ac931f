package io.ida.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Each image by itself, and a word on the tests of containers that are not run each time. Needs a container engine with the
 * images, see {@link Engine}.
 */
class ImagesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @BeforeAll
    static void sayWhatIsLeftOut() {
        System.out.println("Left out, because they take minutes: PipelineInContainersIT and ComposeIT, the pipeline in"
                + " containers. To run them: mvn verify -Plong -pl deployment -am, see docs/operations.md.");
        Engine.require(ImagesIT.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decompose", "assist", "synthesize", "distill"})
    void theImageOfAStageStartsThatStage(String stage) {
        assertThat(help(stage)).contains("stage");
    }

    private static String help(String part) {
        try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(Engine.imageOf(part)))
                .withCommand("--help")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))) {
            container.start();
            return container.getLogs();
        }
    }
}
