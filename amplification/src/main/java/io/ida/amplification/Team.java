package io.ida.amplification;

import io.ida.amplification.Amplifier.Concluded;
import io.ida.amplification.Amplifier.Progress;
import io.ida.events.AnswerStatus;
import io.ida.events.Answerer;
import io.ida.events.AnswererKind;
import io.ida.events.Context;
import io.ida.events.Exchange;
import io.ida.events.Question;
import io.ida.events.Round;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Supervisor supervisor = supervisor(SupervisorName.of(question.getSupervisor()));
        Amplifier.Node node = node(question, transcript);
        try {
            return afflicted(node, amplifier.advance(supervisor, node));
        } catch (RuntimeException failure) {
            return failed(supervisor, node, failure);
        }
    }

    /**
     * Runs a given H on several nodes at once, each until it waits or has the answer. An exception of H is its failure,
     * and concludes all of them.
     *
     * @param supervisor the H that all nodes chose
     * @param nodes questions with their transcripts, at least one; a task and a context must be valid
     * @return the progress of each node, in the same order
     */
    public List<Progress> advance(BatchSupervisor supervisor, List<Round> nodes) {
        List<Amplifier.Node> valid = nodes.stream()
                .map(node -> node(node.getQuestion(), node.getTranscript()))
                .toList();
        try {
            List<Progress> progresses = new ArrayList<>(amplifier.advance(supervisor, valid));
            for (int index = 0; index < progresses.size(); index++) {
                progresses.set(index, afflicted(valid.get(index), progresses.get(index)));
            }
            return progresses;
        } catch (RuntimeException failure) {
            return valid.stream()
                    .map(node -> (Progress) failed(supervisor, node, failure))
                    .toList();
        }
    }

    /** What {@link #advance} makes of one node, if a given H has it at hand. */
    public Optional<Progress> recall(BatchSupervisor supervisor, Round round) {
        Amplifier.Node node = node(round.getQuestion(), round.getTranscript());
        try {
            return amplifier.recall(supervisor, node).map(progress -> afflicted(node, progress));
        } catch (RuntimeException failure) {
            return Optional.of(failed(supervisor, node, failure));
        }
    }

    private Amplifier.Node node(Question question, List<Exchange> transcript) {
        return new Amplifier.Node(task(question), instance(question), question, transcript);
    }

    private static Progress afflicted(Amplifier.Node node, Progress progress) {
        double error = SupervisorName.of(node.question().getSupervisor()).error();
        if (error == 0 || !(progress instanceof Concluded concluded)) {
            return progress;
        }
        return new Concluded(
                concluded.transcript(),
                SupervisorError.afflict(node.question(), node.instance(), concluded.conclusion(), error));
    }

    private static Concluded failed(Supervisor supervisor, Amplifier.Node node, RuntimeException failure) {
        String reason = "Supervisor " + supervisor.name() + " failed: " + failure;
        return new Concluded(node.transcript(), new Move.Conclude(Assistant.IDK, AnswerStatus.FAILED, reason));
    }
}
