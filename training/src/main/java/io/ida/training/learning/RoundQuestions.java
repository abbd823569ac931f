package io.ida.training.learning;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Splits;
import io.ida.amplification.SupervisorName;
import io.ida.amplification.Task;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.events.Split;
import io.ida.models.neural.Decoding;
import io.ida.training.iterations.AskedQuestions;
import io.ida.training.iterations.RootIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The questions of one round: first the lessons, about new contexts, amplified with the teacher; then, where a version
 * is to be judged, the held-out questions, first amplified with that version, then asked of it alone. Immutable.
 */
final class RoundQuestions implements AskedQuestions {
    static final String RUN = "run";
    static final String PURPOSE = "purpose";
    static final String LESSON = "lesson";
    static final String GATE = "gate";
    static final String DEMONSTRATION = "demonstration";

    private static final long GATE_SEED = 0x5DEECE66DL;
    private static final int NO_ROUND = 0;

    private final LearningSettings settings;
    private final RoundPlan plan;
    private final List<Asked> lessons = new ArrayList<>();
    private final List<Asked> gate = new ArrayList<>();

    RoundQuestions(LearningSettings settings, Task task, RoundPlan plan) {
        this.settings = settings;
        this.plan = plan;
        SplittableRandom random = random(settings.student().seed(), plan.round());
        int wanted = settings.contexts() * settings.questions();
        if (settings.imitator().isPresent() && plan.imitator() == 0) {
            wanted = plan.demonstrations(); // H is asked for little more than H' needs
        }
        for (int context = 0; lessons.size() < wanted; context++) {
            // Half of the contexts are of the highest level, the others of any, so that nothing is forgotten.
            int level = context % 2 == 0 ? plan.difficulty() : random.nextInt(plan.difficulty() + 1);
            draw(lessons, task, level, Math.min(settings.questions(), wanted - lessons.size()), Split.TRAIN, random);
        }
        for (int level : heldOutLevels()) {
            SplittableRandom heldOut = random(settings.student().seed() ^ GATE_SEED, NO_ROUND - level);
            for (int context = 0; context < settings.gateContexts(); context++) {
                draw(gate, task, level, settings.gateQuestions(), Split.VALIDATION, heldOut);
            }
        }
    }

    /** A question, and what only evaluation may know of it. */
    record Asked(int level, Instance instance, Context context, String text) {
        boolean isCorrect(String answer) {
            return instance.isCorrect(text, answer);
        }
    }

    /** All levels so far for the gate, and the highest that there will be for the reports, which so stay comparable. */
    private List<Integer> heldOutLevels() {
        if (plan.candidate() == 0) {
            return List.of();
        }
        List<Integer> levels = new ArrayList<>(
                IntStream.rangeClosed(0, plan.difficulty()).boxed().toList());
        if (plan.difficulty() < highestLevel()) {
            levels.add(highestLevel());
        }
        return levels;
    }

    /** The level of the largest contexts of the run. */
    int highestLevel() {
        return settings.maxDifficulty();
    }

    /** Adds questions about a new context of a part of the data set. */
    private void draw(List<Asked> asked, Task task, int level, int questions, Split part, SplittableRandom random) {
        int size = Math.min(settings.size() + level, task.maxSize());
        Instance instance;
        String contextId;
        do {
            instance = task.generate(size, random.nextLong());
            contextId = ContextIds.of(instance.facts());
        } while (settings.splits().of(contextId) != part);
        Context context = new Context(contextId, instance.facts());
        for (int question = 0; question < questions; question++) {
            asked.add(new Asked(level, instance, context, instance.sampleQuestion(random)));
        }
    }

    private static SplittableRandom random(long seed, int round) {
        return new SplittableRandom(new SplittableRandom(seed + 31L * round).nextLong());
    }

    /** What the round asks, and whom. */
    RoundPlan plan() {
        return plan;
    }

    /** How the contexts are divided. */
    Splits splits() {
        return settings.splits();
    }

    /** How many lessons there are. */
    int lessons() {
        return lessons.size();
    }

    /** The held-out questions, each asked in two ways. */
    List<Asked> gate() {
        return gate;
    }

    /** All questions of the round. */
    int asked() {
        return lessons.size() + 2 * gate.size();
    }

    /** Number of a held-out question amplified. */
    int amplified(int gateQuestion) {
        return lessons.size() + gateQuestion;
    }

    /** Number of a held-out question asked of the version alone. */
    int alone(int gateQuestion) {
        return lessons.size() + gate.size() + gateQuestion;
    }

    @Override
    public Question question(int iteration, int number, Instant now) {
        boolean lesson = isLesson(number);
        boolean alone = number >= lessons.size() + gate.size();
        Asked asked = lesson
                ? lessons.get(number)
                : gate.get(alone ? number - lessons.size() - gate.size() : number - lessons.size());
        String id = RootIds.of(settings.runId(), iteration).id(number);
        return new Question(
                id,
                id,
                null,
                "",
                settings.task(),
                asked.text(),
                asked.context(),
                alone ? 0 : 1,
                0,
                supervisor(number),
                new AssistantPin(settings.model(), lesson ? plan.teacher() : plan.candidate()),
                null,
                now,
                now.plus(settings.timeToLive()),
                decoded(labels(number), alone ? Decoding.GREEDY : settings.teacher()));
    }

    /** Alone, a version is judged by its best answer. */
    private static Map<String, String> decoded(Map<String, String> labels, Decoding decoding) {
        labels.put(Decoding.LABEL, decoding.name().toLowerCase(Locale.ROOT));
        return labels;
    }

    /** H errs as often as the settings say, and H&prime; does. */
    private String supervisor(int number) {
        if (isByH(number)) {
            return settings.supervisor();
        }
        return new SupervisorName(
                        SupervisorName.LEARNED,
                        Optional.of(settings.imitatorModel()),
                        Optional.of(plan.imitator()),
                        SupervisorName.of(settings.supervisor()).error())
                .toString();
    }

    /** Whether H works on a question, not H&prime;. */
    boolean isByH(int number) {
        return plan.imitator() == 0 || isDemonstration(number);
    }

    private boolean isLesson(int number) {
        return number < lessons.size();
    }

    private boolean isDemonstration(int number) {
        return number < plan.demonstrations();
    }

    private Map<String, String> labels(int number) {
        Map<String, String> labels = new HashMap<>(labels(isLesson(number) ? LESSON : GATE));
        if (isDemonstration(number)) {
            labels.put(DEMONSTRATION, "true");
        }
        return labels;
    }

    /** The labels of the lessons that H&prime; learns from. */
    Map<String, String> demonstrationLabels() {
        return Map.of(RUN, settings.runId(), DEMONSTRATION, "true");
    }

    /** The labels of questions of a purpose. */
    Map<String, String> labels(String purpose) {
        return Map.of(RUN, settings.runId(), PURPOSE, purpose);
    }
}
