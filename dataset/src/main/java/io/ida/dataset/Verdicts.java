package io.ida.dataset;

import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.Trace;
import io.ida.events.Verdict;
import io.ida.events.VerdictValue;
import java.util.Optional;

/** What a row knows of single exchanges being right. */
final class Verdicts {
    private Verdicts() {}

    /** What the environment says of the facts is right; of other answers only what a verdict says is known. */
    static VerdictValue of(Trace trace, Exchange exchange) {
        if (exchange.getAnsweredBy().getKind() == AnswererKind.ENVIRONMENT) {
            return VerdictValue.GOOD;
        }
        return find(trace, exchange).map(Verdict::getValue).orElse(VerdictValue.UNKNOWN);
    }

    /** Whether an answer that H went by was found wrong, so that what H made of it may be wrong, too. */
    static boolean anyBad(Trace trace) {
        return !trace.getVerdicts().isEmpty()
                && trace.getTranscript().stream().anyMatch(exchange -> of(trace, exchange) == VerdictValue.BAD);
    }

    /** The first verdict on an exchange that is not unknown. */
    static Optional<Verdict> find(Trace trace, Exchange exchange) {
        return trace.getVerdicts().stream()
                .filter(verdict -> verdict.getRound() == exchange.getRound())
                .filter(verdict -> verdict.getIndex() == exchange.getIndex())
                .filter(verdict -> verdict.getValue() != VerdictValue.UNKNOWN)
                .findFirst();
    }
}
