package io.ida.streams.distill;

import io.ida.events.AnswerStatus;
import io.ida.events.Exchange;

/** H used no sub-answer that failed or timed out. */
final class SubAnswersAnswered implements Check {
    @Override
    public String name() {
        return "sub-answers-answered";
    }

    @Override
    public Finding examine(FinishedNode node) {
        return node.row().getTranscript().stream()
                .filter(exchange -> exchange.getStatus() != AnswerStatus.ANSWERED)
                .findFirst()
                .map(SubAnswersAnswered::failed)
                .orElse(Finding.PASSED);
    }

    private static Finding failed(Exchange exchange) {
        return new Finding.Failed("The sub-question '" + exchange.getText() + "' ended as " + exchange.getStatus()
                + ": " + exchange.getReason());
    }
}
