package io.ida.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.monitoring.LoggedQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class WatchedProcessorTest {
    private final List<String> named = new ArrayList<>();
    private final Processor<String, Object, Void, Void> watched = WatchedProcessor.of(
                    () -> (Processor<String, Object, Void, Void>) record -> named.add(MDC.get(LoggedQuestion.KEY)))
            .get();

    @Test
    void theQuestionOfAnEventIsNamedWhileItIsProcessed() {
        process(question("root/0.1"));
        process(new Round(question("root/1.0"), 2, List.of(), List.of()));

        assertThat(named).containsExactly("root/0.1", "root/1.0");
        assertThat(MDC.get(LoggedQuestion.KEY)).isNull();
    }

    @Test
    void whatIsAboutNoQuestionNamesNone() {
        process(null);

        assertThat(named).containsExactly((String) null);
    }

    @Test
    void theOuterQuestionIsNamedAgainAfterwards() {
        try (LoggedQuestion outer = LoggedQuestion.of("outer")) {
            process(question("inner"));
            process(null);
            assertThat(MDC.get(LoggedQuestion.KEY)).isEqualTo("outer");
        }
        assertThat(named).containsExactly("inner", "outer");
    }

    @Test
    void ofManyQuestionsOfACallTheFirstAreNamed() {
        List<Question> few = List.of(question("a"), question("b"));
        List<Question> many = Collections.nCopies(11, question("c"));

        assertThat(QuestionIds.inOneLine(few)).isEqualTo("a b");
        assertThat(QuestionIds.inOneLine(many)).isEqualTo("c c c c c c c c c c …");
        assertThat(QuestionIds.inOneLine(List.of("no event"))).isEmpty();
    }

    private void process(Object event) {
        watched.process(new Record<>("key", event, 0));
    }

    private static Question question(String id) {
        return new Question(
                id,
                "root",
                null,
                "",
                "task",
                "text",
                new Context("", List.of()),
                1,
                0,
                "scripted",
                new AssistantPin("table", null),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }
}
