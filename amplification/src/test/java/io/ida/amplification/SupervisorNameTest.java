package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisorNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scripted",
                "scripted?error=0.1",
                "scripted?error=1",
                "scripted?error=0.000001",
                "learned:h",
                "learned:H-prime.2_x",
                "learned:h@3",
                "learned:h@999999999?error=0.25"
            })
    void namesAreReadAndWritten(String text) {
        assertThat(SupervisorName.of(text)).hasToString(text);
    }

    @Test
    void whatANameSays() {
        SupervisorName name = SupervisorName.of("learned:h@3?error=0.25");

        assertThat(name.isLearned()).isTrue();
        assertThat(name.model()).contains("h");
        assertThat(name.version()).contains(3);
        assertThat(name.error()).isEqualTo(0.25);
        assertThat(name.withoutVersion()).hasToString("learned:h?error=0.25");
        assertThat(SupervisorName.of("learned:h?error=0.5").withVersion(12)).hasToString("learned:h@12?error=0.5");
        assertThat(SupervisorName.of("scripted").isLearned()).isFalse();
        assertThat(SupervisorName.of("scripted?error=0")).isEqualTo(SupervisorName.of("scripted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "Scripted",
                "scripted ",
                "scripted@1",
                "scripted:model",
                "scripted:model@1",
                "scripted?error",
                "scripted?error=",
                "scripted?error=-0.1",
                "scripted?error=1.1",
                "scripted?error=2",
                "scripted?error=NaN",
                "scripted?error=0.1?error=0.1",
                "scripted?errors=0.1",
                "learned",
                "learned:",
                "learned?error=0.1",
                "learned:.h",
                "learned:h@",
                "learned:h@0",
                "learned:h@-1",
                "learned:h@01",
                "learned:h@9999999999",
                "learned:h@latest",
                "learned:a b"
            })
    void whatIsNoNameIsRefusedWithWhatWouldBe(String text) {
        assertThatThrownBy(() -> SupervisorName.of(text))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("Unknown supervisor '" + text + "'")
                .hasMessageContaining("learned:<model>@<version>");
    }
}
