package io.ida.amplification;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.events.AnswerStatus;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The amplified team of a stage: its tasks, its supervisors and the environment, which reads each context once. Safe
 * for use by several threads.
 */
public final class Team {
    private static final int CONTEXTS_KEPT = 512;

    private final Tasks tasks;
    private final Map<String, Supervisor> supervisors;
    private final Amplifier amplifier;
    private final Map<String, Instance> instances = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param tasks the tasks it works on
     * @param supervisors every H it has, found by {@link Supervisor#name}
     * @param amplifier runs H, with its limits
     */
    public Team(Tasks tasks, List<Supervisor> supervisors, Amplifier amplifier) {
        this.tasks = tasks;
        this.supervisors = supervisors.stream().collect(Collectors.toMap(Supervisor::name, Function.identity()));
        this.amplifier = amplifier;
    }

    /**
     * The supervisor that a question chose.
     *
     * @throws InvalidTextException if there is none of that name
     */
    public Supervisor supervisor(Question question) {
        Supervisor supervisor = supervisors.get(question.getSupervisor());
        if (supervisor == null) {
            throw new InvalidTextException("Unknown supervisor '" + question.getSupervisor()
                    + "'. Known supervisors: "
                    + supervisors.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        return supervisor;
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
        Supervisor supervisor = supervisor(question);
        Task task = task(question);
        Instance instance = instance(question);
        try {
            return amplifier.advance(supervisor, task, instance, question, transcript);
        } catch (RuntimeException failure) {
            String reason = "Supervisor " + supervisor.name() + " failed: " + failure;
            return new Concluded(transcript, new Move.Conclude(Assistant.IDK, AnswerStatus.FAILED, reason));
        }
    }
}
