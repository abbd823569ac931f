package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.ShortestPath.MAX_DISTANCE;
import static io.ida.amplification.tasks.ShortestPath.UNREACHABLE;

import io.ida.amplification.Assistant;
import io.ida.amplification.Interview;
import io.ida.amplification.Script;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import io.ida.amplification.tasks.ShortestPath.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * H for {@link ShortestPath}. A way that nobody knows counts as {@code inf}, for else nobody would ever find out that a
 * vertex cannot be reached; so X's {@code idk} is read as "no way known", while a sub-question that failed and anything
 * malformed gives {@code idk}.
 */
final class ShortestPathScript implements Script {
    /** Answers that know of no way. */
    private static final Set<String> NOTHING = Set.of(UNREACHABLE, Assistant.IDK);

    @Override
    public String answer(SupervisedQuestion question, Interview interview) {
        Route route = ShortestPath.read(question.text());
        String edge = interview.ask("edge " + route.origin() + " " + route.destination());
        boolean step = route.verb() == ShortestPath.Verb.STEP;
        return switch (edge) {
            case "yes" -> step ? route.destination() : "1";
            case "no" -> step ? step(route, question, interview) : distance(route, interview);
            default -> Assistant.IDK;
        };
    }

    private static String distance(Route route, Interview interview) {
        String next = interview.ask("step " + route.origin() + " " + route.destination());
        if (isNothing(next)) {
            return unreachable(interview);
        }
        if (!Names.isName(next)) {
            return Assistant.IDK;
        }
        String rest = interview.ask("distance " + next + " " + route.destination());
        if (rest.equals(UNREACHABLE)) {
            return UNREACHABLE;
        }
        OptionalInt distance = readDistance(rest);
        if (distance.isEmpty()) {
            return Assistant.IDK;
        }
        return distance.getAsInt() < MAX_DISTANCE ? Integer.toString(distance.getAsInt() + 1) : UNREACHABLE;
    }

    private static String step(Route route, SupervisedQuestion question, Interview interview) {
        Optional<List<String>> candidates = Candidates.gather(question, route.origin(), "edge", NOTHING, interview);
        if (candidates.isEmpty()) {
            return Assistant.IDK;
        }
        return candidates.get().isEmpty() ? unreachable(interview) : nearest(candidates.get(), route, interview);
    }

    private static String nearest(List<String> candidates, Route route, Interview interview) {
        List<String> distances = interview.ask(candidates.stream()
                .map(next -> SubQuestion.of("distance " + next + " " + route.destination()))
                .toArray(SubQuestion[]::new));
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (int index = 0; index < distances.size(); index++) {
            OptionalInt distance = readDistance(distances.get(index));
            if (distance.isEmpty() && !isNothing(distances.get(index))) {
                return Assistant.IDK;
            }
            if (distance.isPresent() && distance.getAsInt() < smallest) {
                smallest = distance.getAsInt();
                nearest = candidates.get(index);
            }
        }
        return nearest == null ? unreachable(interview) : nearest;
    }

    private static String unreachable(Interview interview) {
        return interview.hasFailure() ? Assistant.IDK : UNREACHABLE;
    }

    private static boolean isNothing(String answer) {
        return NOTHING.contains(answer);
    }

    private static OptionalInt readDistance(String answer) {
        return Numerals.read(answer, 1, MAX_DISTANCE);
    }
}
