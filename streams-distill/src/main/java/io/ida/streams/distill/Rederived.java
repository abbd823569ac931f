package io.ida.streams.distill;

import io.ida.amplification.Amplifier;
import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SupervisorName;
import io.ida.amplification.Supervisors;
import io.ida.amplification.Tasks;
import io.ida.amplification.Team;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.events.Trace;

/**
 * H, given the transcript of the node, answers what the node answers. That can be said where H is a program of this
 * process, in the same version; errors injected into H are drawn again and are the same. Of nodes that were not answered,
 * and of an H that is a model or a person, it says nothing.
 */
final class Rederived implements Check {
    private final Supervisors supervisors;
    private final Team team;

    Rederived(Tasks tasks) {
        // H is not to be stopped here: it was at liberty to use its rounds.
        Amplifier unlimited = new Amplifier(Integer.MAX_VALUE, Integer.MAX_VALUE);
        supervisors = Supervisors.of(new ScriptedSupervisor(tasks));
        team = new Team(tasks, supervisors, unlimited);
    }

    @Override
    public String name() {
        return "rederived";
    }

    @Override
    public Finding examine(FinishedNode node) {
        Trace row = node.row();
        if (row.getAnswer().getStatus() != AnswerStatus.ANSWERED) {
            return Finding.NOT_APPLICABLE;
        }
        try {
            return isByOurH(row)
                    ? compare(row, team.advance(row.getQuestion(), row.getTranscript()))
                    : Finding.NOT_APPLICABLE;
        } catch (InvalidTextException invalid) {
            return new Finding.Failed("H cannot work on this question: " + invalid.getMessage());
        }
    }

    private boolean isByOurH(Trace row) {
        Question question = row.getQuestion();
        return supervisors.find(SupervisorName.of(question.getSupervisor())).isPresent()
                && team.answerer(question).equals(row.getAnswer().getAnsweredBy());
    }

    private static Finding compare(Trace row, Progress progress) {
        if (!(progress instanceof Concluded concluded)
                || progress.transcript().size() != row.getTranscript().size()) {
            return new Finding.Failed("H does not answer by this transcript, but asks on.");
        }
        String text = concluded.conclusion().text();
        if (concluded.conclusion().status() != AnswerStatus.ANSWERED) {
            return new Finding.Failed("H cannot answer by this transcript: "
                    + concluded.conclusion().reason());
        }
        String answer = row.getAnswer().getText();
        return text.equals(answer)
                ? Finding.PASSED
                : new Finding.Failed("H answers '" + text + "' by this transcript, not '" + answer + "'.");
    }
}
