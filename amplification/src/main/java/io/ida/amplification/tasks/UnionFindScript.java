package io.ida.amplification.tasks;

import static io.ida.amplification.tasks.UnionFind.MAX_DEPTH;

import io.ida.amplification.Assistant;
import io.ida.amplification.Interview;
import io.ida.amplification.Script;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * H for {@link UnionFind}. Where only some of a name's candidate parents have a known depth, it takes the shallowest of
 * those.
 */
final class UnionFindScript implements Script {
    @Override
    public String answer(SupervisedQuestion question, Interview interview) {
        UnionFind.Membership asked = UnionFind.read(question.text());
        String name = asked.name();
        String given = interview.ask("given " + name);
        boolean root = isValue(given);
        if (!root && !given.equals(Assistant.IDK)) {
            return Assistant.IDK;
        }
        return switch (asked.verb()) {
            case VALUE -> root ? given : value(name, interview);
            case PARENT -> root ? name : parent(name, question, interview);
            default -> root ? "0" : depth(name, interview);
        };
    }

    private static String value(String name, Interview interview) {
        String parent = interview.ask("parent " + name);
        if (!Names.isName(parent)) {
            return Assistant.IDK;
        }
        String value = interview.ask("value " + parent);
        return isValue(value) ? value : Assistant.IDK;
    }

    private static String depth(String name, Interview interview) {
        String parent = interview.ask("parent " + name);
        if (!Names.isName(parent)) {
            return Assistant.IDK;
        }
        OptionalInt depth = Numerals.read(interview.ask("depth " + parent), 0, MAX_DEPTH - 1);
        return depth.isPresent() ? Integer.toString(depth.getAsInt() + 1) : Assistant.IDK;
    }

    private static String parent(String name, SupervisedQuestion question, Interview interview) {
        Optional<List<String>> candidates =
                Candidates.gather(question, name, "joined", Set.of(Assistant.IDK), interview);
        return candidates.isEmpty() || candidates.get().isEmpty()
                ? Assistant.IDK
                : shallowest(candidates.get(), interview);
    }

    private static String shallowest(List<String> candidates, Interview interview) {
        List<String> depths = interview.ask(candidates.stream()
                .map(parent -> SubQuestion.of("depth " + parent))
                .toArray(SubQuestion[]::new));
        String shallowest = Assistant.IDK;
        int smallest = Integer.MAX_VALUE;
        for (int index = 0; index < depths.size(); index++) {
            OptionalInt depth = Numerals.read(depths.get(index), 0, MAX_DEPTH);
            if (depth.isEmpty() && !depths.get(index).equals(Assistant.IDK)) {
                return Assistant.IDK;
            }
            if (depth.isPresent() && depth.getAsInt() < smallest) {
                smallest = depth.getAsInt();
                shallowest = candidates.get(index);
            }
        }
        return shallowest;
    }

    private static boolean isValue(String text) {
        return Numerals.isNumeral(text, 0, UnionFind.VALUES - 1);
    }
}
