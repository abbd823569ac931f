package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("lab.", 7);

    @Test
    void namesAreUniqueAndBeginWithThePrefix() {
        assertThat(topics.events())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .doesNotContain(topics.deadLetters())
                .allMatch(name -> name.startsWith("lab."));
        assertThat(topics.deadLetters()).startsWith("lab.");
    }

    @Test
    void topicsKeyedByRootIdHaveEqualPartitions() {
        assertThat(topics.events())
                .filteredOn(topic -> topic.key().equals("rootId"))
                .hasSizeGreaterThanOrEqualTo(8)
                .extracting(Topic::partitions)
                .containsOnly(7);
    }

    @Test
    void everyTopicSaysHowLongItKeepsRecords() {
        assertThat(topics.events())
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsKey("cleanup.policy")
                        .satisfies(config -> assertThat("compact".equals(config.get("cleanup.policy"))
                                        || config.containsKey("retention.ms"))
                                .isTrue()));
    }

    @Test
    void everySubjectHasOneEvent() {
        assertThat(topics.events())
                .extracting(topic -> topic.valueType().getSimpleName())
                .contains("Question", "Answer", "Trace", "ModelVersion");
        assertThat(topics.events()).extracting(Topic::name).hasSize(15);
    }

    @Test
    void impossibleCataloguesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Topics("ida.", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics("ida/", 1))
                .withMessageContaining("'ida/'");
    }

    @Test
    void versionKeysNameModelAndVersion() {
        assertThat(Topics.versionKey("table", 3)).isEqualTo("table@3");
    }
}
