package io.ida.amplification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContextIdsTest {
    @Test
    void theIdIsTheDocumentedHash() {
        // printf '\0\0\0\x08ab -> cd\0\0\0\x08cd -> ab' | sha256sum | cut -c1-32
        assertThat(ContextIds.of(List.of("ab -> cd", "cd -> ab"))).isEqualTo("bc6517f0a94fd6a67fb1aa94559b54bf");
    }

    @Test
    void equalFactsHaveEqualIdsAndOrderMatters() {
        assertThat(ContextIds.of(List.of("a", "b"))).isEqualTo(ContextIds.of(List.of("a", "b")));
        assertThat(ContextIds.of(List.of("a", "b"))).isNotEqualTo(ContextIds.of(List.of("b", "a")));
    }

    @Test
    void whereOneFactEndsMatters() {
        assertThat(ContextIds.of(List.of("ab", "c"))).isNotEqualTo(ContextIds.of(List.of("a", "bc")));
        assertThat(ContextIds.of(List.of("ab"))).isNotEqualTo(ContextIds.of(List.of("ab", "")));
    }

    @Test
    void noFactsHaveAnIdToo() {
        assertThat(ContextIds.of(List.of())).hasSize(32).matches("[0-9a-f]+");
    }
}
