package io.ida.amplification;

import io.ida.events.Asked;
import io.ida.events.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds whole conversations of the scripted H in plain Java. */
public final class Conversation {
    private static final Amplifier AMPLIFIER = new Amplifier(16, 16);

    private final Task task;
    private final Instance instance;
    private final Supervisor supervisor;

    public Conversation(Task task, Instance instance) {
        this.task = task;
        this.instance = instance;
        this.supervisor = new ScriptedSupervisor(new Tasks(List.of(task)));
    }

    /** Amp(X) of one question: the environment answers what is primitive, X the rest. */
    public Amplifier.Concluded amplify(SubQuestion question, Function<SubQuestion, String> assistant) {
        List<Exchange> transcript = List.of();
        while (true) {
            Amplifier.Progress progress = AMPLIFIER.advance(
                    supervisor,
                    new Amplifier.Node(
                            task,
                            instance,
                            Events.question(task.name(), question.text(), question.sample()),
                            transcript));
            if (progress instanceof Amplifier.Concluded concluded) {
                return concluded;
            }
            Amplifier.Waiting waiting = (Amplifier.Waiting) progress;
            transcript = new ArrayList<>(waiting.transcript());
            for (Asked asked : waiting.asks()) {
                transcript.add(asked.getExchange().orElseGet(() -> {
                    SubQuestion ask = Events.subQuestion(asked);
                    return Events.answered(waiting.round(), asked.getIndex(), ask, assistant.apply(ask));
                }));
            }
        }
    }

    /** The text of {@link #amplify}'s answer. */
    public String answer(SubQuestion question, Function<SubQuestion, String> assistant) {
        return amplify(question, assistant).conclusion().text();
    }

    /** X as the solver: right about everything. */
    public String solve(SubQuestion question) {
        return instance.solve(question.text());
    }
}
