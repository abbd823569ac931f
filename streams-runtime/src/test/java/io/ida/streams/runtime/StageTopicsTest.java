package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ida.schemas.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.junit.jupiter.api.Test;

class StageTopicsTest {
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX, 1);

    private final StreamsBuilder builder = new StreamsBuilder();

    @Test
    void aTopologySaysWhatIsReadAndWritten() {
        questions().to(TOPICS.answers().name(), Produced.with(Serdes.String(), Serdes.String()));
        builder.globalTable(TOPICS.models().name(), Consumed.with(Serdes.String(), Serdes.String()));

        StageTopics topics = StageTopics.of(builder.build(), TOPICS);

        assertThat(topics.shared()).containsExactly("ida.questions");
        assertThat(topics.whole()).containsExactly("ida.models");
        assertThat(topics.read()).containsExactly("ida.models", "ida.questions");
        assertThat(topics.written()).containsExactly("ida.answers", "ida.dead-letters");
        assertThat(topics.required()).containsExactly("ida.answers", "ida.dead-letters", "ida.models", "ida.questions");
        assertThat(topics.sendsToItself()).isFalse();
    }

    @Test
    void whatAStageSendsToItselfIsNotOfTheCatalogue() {
        questions()
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.String()).withName("again"))
                .to(TOPICS.answers().name(), Produced.with(Serdes.String(), Serdes.String()));

        StageTopics topics = StageTopics.of(builder.build(), TOPICS);

        assertThat(topics.read()).containsExactly("ida.questions");
        assertThat(topics.written()).containsExactly("ida.answers", "ida.dead-letters");
        assertThat(topics.sendsToItself()).isTrue();
        assertThat(topics.internal("ida-try")).containsExactly("ida-try-again-repartition");
    }

    @Test
    void stateIsInTopicsThatHaveTheNamesOfTheApplicationAndOfTheStore() {
        questions().groupByKey(Grouped.with(Serdes.String(), Serdes.String())).count(Materialized.as("counts"));

        StageTopics topics = StageTopics.of(builder.build(), TOPICS);

        assertThat(topics.internal("ida-try")).containsExactly("ida-try-counts-changelog");
        assertThat(topics.sendsToItself()).isFalse();
    }

    @Test
    void aTopicThatNobodyKnowsIsAnErrorThatNamesIt() {
        questions().to("ida.answrs", Produced.with(Serdes.String(), Serdes.String()));

        assertThatThrownBy(() -> StageTopics.of(builder.build(), TOPICS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ida.answrs");
    }

    private KStream<String, String> questions() {
        return builder.stream(TOPICS.questions().name(), Consumed.with(Serdes.String(), Serdes.String()));
    }
}
