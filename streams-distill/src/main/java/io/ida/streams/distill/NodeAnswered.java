package io.ida.streams.distill;

import io.ida.events.Answer;
import io.ida.events.AnswerStatus;

/** H answered the question of the node. */
final class NodeAnswered implements Check {
    @Override
    public String name() {
        return "node-answered";
    }

    @Override
    public Finding examine(FinishedNode node) {
        Answer answer = node.row().getAnswer();
        return answer.getStatus() == AnswerStatus.ANSWERED
                ? Finding.PASSED
                : new Finding.Failed("The node ended as " + answer.getStatus() + ": " + answer.getReason());
    }
}
