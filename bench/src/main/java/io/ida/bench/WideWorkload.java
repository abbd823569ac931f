package io.ida.bench;

import io.ida.amplification.ContextIds;
import io.ida.amplification.Instance;
import io.ida.amplification.Task;
import io.ida.amplification.tasks.StandardTasks;
import io.ida.events.AssistantPin;
import io.ida.events.Context;
import io.ida.events.Question;
import io.ida.models.TableRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Numbered questions of wildcard search. At depth 1 H asks the assistant two things at once and is done with its answers,
 * so that each stage can do all of its work before the next one has begun. With an assistant that knows everything.
 */
final class WideWorkload {
    /** Name and version of the assistant. */
    static final AssistantPin PIN = new AssistantPin("bench-wide", 1);

    /** Sub-questions of each question. */
    static final int ASKS = 2;

    private static final String TASK = "wildcard-search";
    private static final long SEED = 1;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(12);
    private static final int MOST_CONTEXTS = 64;

    /** With fewer wildcards the environment answers what H asks. */
    private static final int LEAST_WILDCARDS = 2;

    private final List<Universe> universes = new ArrayList<>();

    /** The questions about one context. */
    private record Universe(Instance instance, String contextId, List<String> questions) {}

    /**
     * @param questions how many there are to be; those beyond some ten thousand ask what others have asked
     * @param contextSize facts of each context
     */
    WideWorkload(int questions, int contextSize) {
        Task task = StandardTasks.all().get(TASK);
        int made = 0;
        while (made < questions && universes.size() < MOST_CONTEXTS) {
            Instance instance = task.generate(contextSize, SEED + universes.size());
            List<String> wide = instance.questions().stream()
                    .filter(question -> instance.hardness(question) >= LEAST_WILDCARDS)
                    .toList();
            universes.add(new Universe(instance, ContextIds.of(instance.facts()), wide));
            made += wide.size();
        }
    }

    /** Everything that the assistant has to know. */
    List<TableRow> table() {
        List<TableRow> rows = new ArrayList<>();
        for (Universe universe : universes) {
            Instance instance = universe.instance();
            for (String question : instance.questions()) {
                rows.add(new TableRow(universe.contextId(), question, instance.solve(question), 0, "bench"));
            }
        }
        return rows;
    }

    /** A question of depth 1 as a user publishes it. */
    Question root(int number) {
        return question(number, 1, "", "");
    }

    /** A question of depth 0 as the stage decompose leaves it. */
    Question assist(int number) {
        return question(number, 0, id(number), universe(number).contextId());
    }

    /** The number of the question with an id. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** The id of the question with a number. */
    static String id(int number) {
        return "wide-" + number;
    }

    /** Neighbours are about different contexts. */
    private Universe universe(int number) {
        return universes.get(number % universes.size());
    }

    private Question question(int number, int depth, String rootId, String contextId) {
        Universe universe = universe(number);
        int place = number / universes.size() % universe.questions().size();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Question(
                id(number),
                rootId,
                null,
                "",
                TASK,
                universe.questions().get(place),
                new Context(contextId, universe.instance().facts()),
                depth,
                0,
                "scripted",
                PIN,
                null,
                now,
                now.plus(TIME_TO_LIVE),
                Map.of());
    }
}
