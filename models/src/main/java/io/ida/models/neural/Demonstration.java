package io.ida.models.neural;

import io.ida.events.Exchange;
import io.ida.events.Trace;
import java.util.List;

/**
 * One thing for H&prime; to imitate: what H asked about a question, what it was told, and what it answered.
 *
 * @param question the question in text form
 * @param sample sample index of the question
 * @param transcript every exchange, by round and index
 * @param answer H's answer
 */
public record Demonstration(String question, int sample, List<Exchange> transcript, String answer) {
    public Demonstration {
        transcript = List.copyOf(transcript);
    }

    /** What a trace shows. */
    public static Demonstration of(Trace trace) {
        return new Demonstration(
                trace.getQuestion().getText(),
                trace.getQuestion().getSample(),
                trace.getTranscript(),
                trace.getAnswer().getText());
    }
}
