package io.ida.amplification;

import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes the events that tests need. */
public final class Events {
    private static final Answerer X = new Answerer(AnswererKind.ASSISTANT, "test", 1);

    private Events() {}

    public static Question question(String task, String text, int sample) {
        return new Question(
                "q",
                "q",
                null,
                "",
                task,
                text,
                new Context("", List.of()),
                1,
                sample,
                ScriptedSupervisor.NAME,
                new AssistantPin("test", null),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of());
    }

    public static Exchange answered(int round, int index, SubQuestion asked, String answer) {
        return exchange(round, index, asked, AnswerStatus.ANSWERED, answer, "");
    }

    public static Exchange failed(int round, int index, SubQuestion asked, AnswerStatus status, String reason) {
        return exchange(round, index, asked, status, "", reason);
    }

    public static SubQuestion subQuestion(Asked asked) {
        return new SubQuestion(asked.getText(), asked.getSample());
    }

    private static Exchange exchange(
            int round, int index, SubQuestion asked, AnswerStatus status, String answer, String reason) {
        return new Exchange(
                round,
                index,
                null,
                asked.text(),
                asked.sample(),
                status,
                answer,
                reason,
                X,
                List.of(),
                false,
                new Usage(1L, 0L));
    }
}
