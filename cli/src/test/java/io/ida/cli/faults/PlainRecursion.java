package io.ida.cli.faults;

import io.ida.amplification.Amplifier;
import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Supervisor;
import io.ida.amplification.Task;
import io.ida.amplification.Tasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Asked;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the pipeline should answer on version 0, which knows nothing: the same recursion without any topics. */
final class PlainRecursion {
    private static final Amplifier AMPLIFIER = new Amplifier(64, 64);
    private static final Answerer NOBODY = new Answerer(AnswererKind.ASSISTANT, "plain", 0);

    private final Task task;
    private final Instance instance;
    private final Supervisor supervisor;
    private final Map<List<Object>, String> known = new HashMap<>();

    PlainRecursion(Task task, Instance instance) {
        this.task = task;
        this.instance = instance;
        supervisor = new ScriptedSupervisor(new Tasks(List.of(task)));
    }

    String answer(String text, int depth) {
        return answer(new SubQuestion(text, 0), depth);
    }

    private String answer(SubQuestion asked, int depth) {
        if (depth == 0) {
            return Assistant.IDK;
        }
        List<Object> key = List.of(asked, depth);
        String answer = known.get(key);
        if (answer == null) {
            answer = amplify(asked, depth);
            known.put(key, answer);
        }
        return answer;
    }

    private String amplify(SubQuestion asked, int depth) {
        Question question = Question.newBuilder()
                .setId("plain")
                .setTask(task.name())
                .setText(asked.text())
                .setContext(new Context("", instance.facts()))
                .setDepth(depth)
                .setSample(asked.sample())
                .setAssistant(new AssistantPin("table", 0))
                .build();
        List<Exchange> transcript = List.of();
        while (true) {
            Amplifier.Progress progress =
                    AMPLIFIER.advance(supervisor, new Amplifier.Node(task, instance, question, transcript));
            if (progress instanceof Amplifier.Concluded concluded) {
                return concluded.conclusion().text();
            }
            Amplifier.Waiting waiting = (Amplifier.Waiting) progress;
            transcript = new ArrayList<>(waiting.transcript());
            for (Asked sub : waiting.asks()) {
                transcript.add(sub.getExchange().orElseGet(() -> exchange(waiting.round(), sub, depth - 1)));
            }
        }
    }

    private Exchange exchange(int round, Asked sub, int depth) {
        return new Exchange(
                round,
                sub.getIndex(),
                null,
                sub.getText(),
                sub.getSample(),
                AnswerStatus.ANSWERED,
                answer(new SubQuestion(sub.getText(), sub.getSample()), depth),
                "",
                NOBODY,
                List.of(),
                false,
                new Usage(0L, 0L));
    }
}
