package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class FreezeSchemasTest {

    /** Not a test but the release's command, see README.md. */
    @Test
    @EnabledIfSystemProperty(named = "freeze", matches = "[0-9]+")
    void freeze() throws Exception {
        ReleasedSchemas.freeze(ReleasedSchemas.ROOT, System.getProperty("freeze"));
    }

    @Test
    void frozenSchemasAreTodaysAndSelfContained(@TempDir Path root) throws Exception {
        ReleasedSchemas.freeze(root, "5");
        assertThat(ReleasedSchemas.all(root))
                .hasSameSizeAs(ReleasedSchemas.events().keySet())
                .allSatisfy(released -> assertThat(released.schema())
                        .isEqualTo(
                                ReleasedSchemas.current(ReleasedSchemas.events().get(released.event()))));
    }

    @Test
    void aReleaseIsFrozenOnce(@TempDir Path root) throws Exception {
        ReleasedSchemas.freeze(root, "5");
        assertThatIllegalStateException()
                .isThrownBy(() -> ReleasedSchemas.freeze(root, "5"))
                .withMessageContaining("frozen already");
    }
}
