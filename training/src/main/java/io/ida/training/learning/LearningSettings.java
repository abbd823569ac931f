package io.ida.training.learning;

import io.ida.amplification.ScriptedSupervisor;
import io.ida.amplification.Splits;
import io.ida.amplification.SupervisorName;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.models.neural.Decoding;
import io.ida.training.ConfiguredSplits;
import io.ida.training.ImitatorSettings;
import io.ida.training.Settings;
import io.ida.training.StudentSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run of the learned loop does. A run that was stopped goes on only with the same settings.
 *
 * @param runId id of the run: letters, digits, {@code _ -}; unique on the cluster
 * @param model name of the model that learns; its versions must belong to this run alone
 * @param task name of the task
 * @param exponentBits bits of the exponents of {@code permutation-powering}; other tasks do not look at it
 * @param size size of contexts at difficulty 0; it grows by one with each level
 * @param firstDifficulty level of the curriculum in the first round; contexts of all levels up to it are asked
 * @param maxDifficulty highest level of the curriculum
 * @param versions versions to train at most
 * @param contexts new contexts of a round
 * @param questions questions about each of them
 * @param window rounds whose answers a version learns from
 * @param gateContexts held-out contexts of each level, the same in every round
 * @param gateQuestions questions about each of them
 * @param advanceAt mean agreement at the highest level from which the curriculum goes on
 * @param supervisor H
 * @param teacher how X chooses its answers to the sub-questions of lessons and of amplified held-out questions
 * @param student how the student is made and trained
 * @param imitator how H&prime; is made and trained; empty if H does all the work
 * @param demonstrations questions that H works on to begin with, for H&prime; to imitate
 * @param timeToLive after what time a question expires
 * @param splits how the data set is divided, as distill does it
 */
public record LearningSettings(
        String runId,
        String model,
        String task,
        int exponentBits,
        int size,
        int firstDifficulty,
        int maxDifficulty,
        int versions,
        int contexts,
        int questions,
        int window,
        int gateContexts,
        int gateQuestions,
        double advanceAt,
        String supervisor,
        Decoding teacher,
        StudentSettings student,
        Optional<ImitatorSettings> imitator,
        int demonstrations,
        Duration timeToLive,
        Splits splits) {
    public static final String ID = "run.id";
    public static final String MODEL = "run.model";
    public static final String TASK = "run.task";
    public static final String EXPONENT_BITS = "run.exponent.bits";
    public static final String SIZE = "run.size";
    public static final String FIRST_DIFFICULTY = "run.first.difficulty";
    public static final String MAX_DIFFICULTY = "run.max.difficulty";
    public static final String VERSIONS = "run.versions";
    public static final String CONTEXTS = "run.contexts";
    public static final String QUESTIONS = "run.questions";
    public static final String WINDOW = "run.window";
    public static final String GATE_CONTEXTS = "run.gate.contexts";
    public static final String GATE_QUESTIONS = "run.gate.questions";
    public static final String ADVANCE_AT = "run.advance.at";
    public static final String TEACHER = "run.teacher";
    public static final String SUPERVISOR = "run.supervisor";
    public static final String DEMONSTRATIONS = "run.demonstrations";
    public static final String TIME_TO_LIVE_MS = "run.time.to.live.ms";

    /** What the settings of the student begin with. */
    public static final String STUDENT_PREFIX = "run.student.";

    /** What the settings of H&prime; begin with. */
    public static final String IMITATOR_PREFIX = "run.imitator.";

    /** All keys. */
    public static final Set<String> KEYS = Stream.of(
                    Stream.of(
                            ID,
                            MODEL,
                            TASK,
                            EXPONENT_BITS,
                            SIZE,
                            FIRST_DIFFICULTY,
                            MAX_DIFFICULTY,
                            VERSIONS,
                            CONTEXTS,
                            QUESTIONS,
                            WINDOW,
                            GATE_CONTEXTS,
                            GATE_QUESTIONS,
                            ADVANCE_AT,
                            TEACHER,
                            SUPERVISOR,
                            DEMONSTRATIONS,
                            TIME_TO_LIVE_MS),
                    ConfiguredSplits.KEYS.stream(),
                    StudentSettings.KEYS.stream().map(STUDENT_PREFIX::concat),
                    ImitatorSettings.KEYS.stream().map(IMITATOR_PREFIX::concat))
            .flatMap(keys -> keys)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    public LearningSettings {
        require(NAME.matcher(runId).matches(), "A run id has letters, digits, _ and -; '" + runId + "' does not.");
        require(NAME.matcher(model).matches(), "A model name has letters, digits, _ and -; '" + model + "' does not.");
        require(!task.isBlank(), "A run needs a task.");
        require(firstDifficulty >= 0 && firstDifficulty <= maxDifficulty, "Difficulty goes from at least 0 up.");
        requireSizes(task(task, exponentBits), size, size + maxDifficulty);
        require(
                versions >= 1 && contexts >= 1 && questions >= 1 && window >= 1,
                "A run needs at least 1 version, context, question and round to learn from.");
        require(gateContexts >= 1 && gateQuestions >= 1, "The gate needs at least 1 context and 1 question.");
        require(demonstrations >= 1, "H\u2032 needs at least 1 demonstration.");
        require(advanceAt > 0 && advanceAt <= 1, "The curriculum goes on at an agreement above 0 and up to 1.");
        SupervisorName.of(supervisor);
        require(
                splits.validationPercent() > 0 && splits.validationPercent() + splits.testPercent() < 100,
                "The lessons are about contexts of TRAIN, and the gate about those of VALIDATION: with "
                        + splits.validationPercent() + " % VALIDATION and " + splits.testPercent()
                        + " % TEST there are none.");
        require(!timeToLive.isNegative() && !timeToLive.isZero(), "The time to live must be positive.");
    }

    /**
     * Settings by their keys. Those of the run and of the student begin with {@code run.}.
     *
     * @throws IllegalArgumentException if one is missing or malformed; the message names it
     */
    public static LearningSettings from(Map<String, String> properties) {
        Settings settings = new Settings(properties);
        String runId = settings.text(ID);
        Map<String, String> imitator = within(properties, IMITATOR_PREFIX);
        return new LearningSettings(
                runId,
                settings.text(MODEL, "x-" + runId),
                settings.text(TASK),
                settings.integer(EXPONENT_BITS, 6),
                settings.integer(SIZE, 8),
                settings.integer(FIRST_DIFFICULTY, 0),
                settings.integer(MAX_DIFFICULTY, 0),
                settings.integer(VERSIONS, 40),
                settings.integer(CONTEXTS, 100),
                settings.integer(QUESTIONS, 16),
                settings.integer(WINDOW, 6),
                settings.integer(GATE_CONTEXTS, 20),
                settings.integer(GATE_QUESTIONS, 10),
                share(settings.text(ADVANCE_AT, "0.85")),
                settings.text(SUPERVISOR, ScriptedSupervisor.NAME),
                decoding(settings.text(TEACHER, "sampled")),
                StudentSettings.from(within(properties, STUDENT_PREFIX)),
                imitator.isEmpty() ? Optional.empty() : Optional.of(ImitatorSettings.from(imitator)),
                settings.integer(DEMONSTRATIONS, 500),
                settings.millis(TIME_TO_LIVE_MS, Duration.ofMinutes(10)),
                ConfiguredSplits.of(properties));
    }

    /** The settings by their keys, as {@link #from} reads them; sorted. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put(ID, runId);
        map.put(MODEL, model);
        map.put(TASK, task);
        map.put(EXPONENT_BITS, Integer.toString(exponentBits));
        map.put(SIZE, Integer.toString(size));
        map.put(FIRST_DIFFICULTY, Integer.toString(firstDifficulty));
        map.put(MAX_DIFFICULTY, Integer.toString(maxDifficulty));
        map.put(VERSIONS, Integer.toString(versions));
        map.put(CONTEXTS, Integer.toString(contexts));
        map.put(QUESTIONS, Integer.toString(questions));
        map.put(WINDOW, Integer.toString(window));
        map.put(GATE_CONTEXTS, Integer.toString(gateContexts));
        map.put(GATE_QUESTIONS, Integer.toString(gateQuestions));
        map.put(ADVANCE_AT, Double.toString(advanceAt));
        map.put(TEACHER, teacher.name().toLowerCase(Locale.ROOT));
        map.put(SUPERVISOR, supervisor);
        map.put(TIME_TO_LIVE_MS, Long.toString(timeToLive.toMillis()));
        map.put(DEMONSTRATIONS, Integer.toString(demonstrations));
        map.putAll(ConfiguredSplits.toMap(splits));
        student.toMap().forEach((key, value) -> map.put(STUDENT_PREFIX + key, value));
        imitator.ifPresent(settings -> settings.toMap().forEach((key, value) -> map.put(IMITATOR_PREFIX + key, value)));
        return map;
    }

    /** What is learned: the task, with exponents of {@link #exponentBits} where it has any. */
    Task subject() {
        return task(task, exponentBits);
    }

    /** Name of the model that H&prime; is a version of. */
    String imitatorModel() {
        return "h-" + runId;
    }

    private static Task task(String name, int exponentBits) {
        Task standard = StandardTasks.all().get(name);
        return standard.name().equals("permutation-powering")
                ? StandardTasks.permutationPowering(exponentBits)
                : standard;
    }

    private static void requireSizes(Task task, int smallest, int largest) {
        require(
                smallest >= task.minSize() && largest <= task.maxSize(),
                "The size of " + task.name() + " is " + task.minSize() + " to " + task.maxSize() + ", not "
                        + (smallest == largest ? smallest : smallest + " to " + largest) + ".");
    }

    private static Map<String, String> within(Map<String, String> properties, String prefix) {
        Map<String, String> within = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                within.put(key.substring(prefix.length()), value);
            }
        });
        return within;
    }

    private static Decoding decoding(String text) {
        for (Decoding decoding : Decoding.values()) {
            if (decoding.name().equalsIgnoreCase(text)) {
                return decoding;
            }
        }
        throw new IllegalArgumentException(TEACHER + " must be greedy or sampled, not '" + text + "'.");
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(ADVANCE_AT + " must be a number, not '" + text + "'.", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
