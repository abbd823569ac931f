package io.ida.streams.runtime;

import io.ida.events.Amplification;
import io.ida.events.Answer;
import io.ida.events.Decomposition;
import io.ida.events.Question;
import io.ida.events.Round;
import io.ida.events.Trace;
import io.ida.monitoring.LoggedQuestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which questions events are about. */
public final class QuestionIds {
    private static final int MOST = 10;

    private QuestionIds() {}

    /** Names the question that an event is about, if it is about one, in what this thread logs. */
    public static LoggedQuestion logged(Object event) {
        return LoggedQuestion.of(of(event).orElse(""));
    }

    /** The ids of the questions with a space between them; of many only the first, of none the empty text. */
    static String inOneLine(List<?> events) {
        String first = events.stream()
                .limit(MOST)
                .map(QuestionIds::of)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return events.size() <= MOST ? first : first + " …";
    }

    /** The id of the question; empty if it is about none. */
    static Optional<String> of(Object event) {
        if (event instanceof Question question) {
            return Optional.of(question.getId());
        }
        if (event instanceof Answer answer) {
            return Optional.of(answer.getQuestionId());
        }
        if (event instanceof Round round) {
            return of(round.getQuestion());
        }
        if (event instanceof Decomposition decomposition) {
            return of(decomposition.getQuestion());
        }
        if (event instanceof Amplification amplification) {
            return of(amplification.getQuestion());
        }
        return event instanceof Trace trace ? of(trace.getQuestion()) : Optional.empty();
    }
}
