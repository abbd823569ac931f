package io.ida.amplification;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The amplified team of a stage: its tasks, its supervisors and the environment, which reads each context once. Safe
 * for use by several threads.
 */
public final class Team {
    private static final int CONTEXTS_KEPT = 512;

    private final Tasks tasks;
    private final Supervisors supervisors;
    private final Amplifier amplifier;
    private final Map<String, Instance> instances = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param tasks the tasks it works on
     * @param supervisors every H it has
     * @param amplifier runs H, with its limits
     */
    public Team(Tasks tasks, Supervisors supervisors, Amplifier amplifier) {
        this.tasks = tasks;
        this.supervisors = supervisors;
        this.amplifier = amplifier;
    }

    /**
     * The H that a question chose, as the party that answers it.
     *
     * @throws InvalidTextException if there is none of that name
     */
    public Answerer answerer(Question question) {
        SupervisorName name = SupervisorName.of(question.getSupervisor());
        int version = name.version().isPresent()
                ? name.version().get()
                : supervisor(name).version();
        return new Answerer(AnswererKind.SUPERVISOR, name.withoutVersion().toString(), version);
    }

    private Supervisor supervisor(SupervisorName name) {
        return supervisors
                .find(name)
                .orElseThrow(() -> new InvalidTextException("The supervisor '" + name + "' is not served here."));
    }

    /**
     * The task of a question.
     *
     * @throws InvalidTextException if it is unknown
     */
    public Task task(Question question) {
        return tasks.get(question.getTask());
    }

    /**
     * The parsed context of a question, whose contextId must be the hash of its facts.
     *
     * @throws InvalidTextException if the task is unknown or a fact does not parse
     */
    public Instance instance(Question question) {
        Context context = question.getContext();
        String key = question.getTask() + '/' + context.getContextId();
        synchronized (instances) {
            Instance known = instances.get(key);
            if (known != null) {
                return known;
            }
        }
        Instance parsed = task(question).parse(context.getFacts());
        synchronized (instances) {
            instances.put(key, parsed);
            if (instances.size() > CONTEXTS_KEPT) {
                instances.remove(instances.keySet().iterator().next());
            }
        }
        return parsed;
    }

    /**
     * Runs H on a node until it waits or has the answer. An exception of H is its failure, and concludes the node.
     *
     * @throws InvalidTextException if the question's task, supervisor or context is not valid
     */
    public Progress advance(Question question, List<Exchange> transcript) {
        SupervisorName name = SupervisorName.of(question.getSupervisor());
        Supervisor supervisor = supervisor(name);
        Task task = task(question);
        Instance instance = instance(question);
        try {
            Progress progress = amplifier.advance(supervisor, task, instance, question, transcript);
            return progress instanceof Concluded concluded
                    ? new Concluded(
                            concluded.transcript(),
                            SupervisorError.afflict(question, instance, concluded.conclusion(), name.error()))
                    : progress;
        } catch (RuntimeException failure) {
            String reason = "Supervisor " + supervisor.name() + " failed: " + failure;
            return new Concluded(transcript, new Move.Conclude(Assistant.IDK, AnswerStatus.FAILED, reason));
        }
    }
}
