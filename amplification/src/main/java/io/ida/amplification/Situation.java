package io.ida.amplification;

import io.ida.events.Exchange;
import java.util.List;

/**
 * Where H is to move.
 *
 * @param question the question to answer
 * @param transcript all exchanges so far, complete rounds in order
 */
public record Situation(SupervisedQuestion question, List<Exchange> transcript) {
    public Situation {
        transcript = List.copyOf(transcript);
    }
}
