package io.ida.models.neural;

import io.ida.amplification.Assistant;
import io.ida.amplification.Instance;
import io.ida.amplification.Move;
import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Situation;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.Task;
import io.ida.amplification.Tasks;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Exchange;
import io.ida.events.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Demonstrations by the scripted H for tests, with an X that is right, wrong or at a loss as it happens. */
final class Classroom {
    /** Small enough to train a hundred steps a second or so. */
    static final SupervisorSize TINY = new SupervisorSize(32, 2, 64, 2, 96);

    static final Optimization QUICK = new Optimization(5e-3, 20, 0, 1, 10);

    private final Task task;
    private final ScriptedSupervisor scripted;
    private final Random random;

    Classroom(Task task, long seed) {
        this.task = task;
        scripted = new ScriptedSupervisor(new Tasks(List.of(task)));
        random = new Random(seed);
    }

    /** Demonstrations about contexts of a size. */
    List<Demonstration> demonstrations(int size, int count) {
        List<Demonstration> demonstrations = new ArrayList<>();
        while (demonstrations.size() < count) {
            Instance instance = task.generate(size, random.nextLong());
            for (int question = 0; question < 5; question++) {
                String text = instance.sampleQuestion(random);
                demonstrations.add(demonstrate(instance, text, random.nextInt(12)));
            }
        }
        return demonstrations.subList(0, count);
    }

    private Demonstration demonstrate(Instance instance, String text, int sample) {
        SupervisedQuestion question = new SupervisedQuestion(task.name(), text, 1, sample);
        List<Exchange> transcript = new ArrayList<>();
        for (int round = 0; ; round++) {
            Move move = scripted.next(question, transcript);
            if (move instanceof Move.Conclude conclusion) {
                return new Demonstration(text, sample, transcript, conclusion.text());
            }
            int index = 0;
            for (SubQuestion ask : ((Move.Ask) move).subQuestions()) {
                transcript.add(answered(round, index++, ask, answer(instance, ask)));
            }
        }
    }

    private String answer(Instance instance, SubQuestion ask) {
        if (task.isPrimitive(ask.text())) {
            return instance.environmentAnswer(ask.text(), ask.sample());
        }
        int luck = random.nextInt(10);
        if (luck == 0) {
            return Assistant.IDK;
        }
        return luck < 4 ? instance.randomAnswer(ask.text(), random) : instance.solve(ask.text());
    }

    /** What H moved where, in all of a demonstration. */
    List<Moved> moves(Demonstration demonstration) {
        SupervisedQuestion question =
                new SupervisedQuestion(task.name(), demonstration.question(), 1, demonstration.sample());
        List<Moved> moves = new ArrayList<>();
        List<Exchange> soFar = new ArrayList<>();
        moves.add(new Moved(new Situation(question, soFar), scripted.next(question, soFar)));
        for (List<Exchange> round : Dialogue.rounds(demonstration.transcript())) {
            soFar.addAll(round);
            moves.add(new Moved(new Situation(question, soFar), scripted.next(question, soFar)));
        }
        return moves;
    }

    /** H's move in a situation. */
    record Moved(Situation situation, Move move) {}

    static Exchange answered(int round, int index, SubQuestion ask, String answer) {
        return exchange(round, index, ask, AnswerStatus.ANSWERED, answer);
    }

    static Exchange exchange(int round, int index, SubQuestion ask, AnswerStatus status, String answer) {
        return new Exchange(
                round,
                index,
                null,
                ask.text(),
                ask.sample(),
                status,
                answer,
                status == AnswerStatus.ANSWERED ? "" : "as it happens",
                new Answerer(AnswererKind.ASSISTANT, "test", 1),
                List.of(),
                false,
                new Usage(1L, 0L));
    }
}
