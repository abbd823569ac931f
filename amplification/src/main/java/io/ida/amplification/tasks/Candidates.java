package io.ida.amplification.tasks;

import io.ida.amplification.Interview;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.SupervisedQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How H gathers candidates for the answer to a question about a name's neighbours: it asks its own question again, with
 * samples 0 and 1, and keeps what the environment confirms; and the environment draws one neighbour, with the sample of
 * the question itself, so that only other samples bring other neighbours.
 */
final class Candidates {
    private Candidates() {}

    /**
     * Asks in at most two rounds.
     *
     * @param name the name whose neighbours are wanted
     * @param relation the verb of the primitive that confirms a neighbour of the name
     * @param nothing answers that propose nothing
     * @return different neighbours; empty if some answer was malformed
     */
    static Optional<List<String>> gather(
            SupervisedQuestion question, String name, String relation, Set<String> nothing, Interview interview) {
        List<String> proposals = interview.ask(
                new SubQuestion(question.text(), 0),
                new SubQuestion(question.text(), 1),
                new SubQuestion("neighbour " + name, question.sample()));
        if (!proposals.stream().allMatch(proposal -> Names.isName(proposal) || nothing.contains(proposal))) {
            return Optional.empty();
        }
        Set<String> claimed = new LinkedHashSet<>(proposals.subList(0, 2));
        claimed.removeAll(nothing);
        Optional<Set<String>> confirmed = confirmed(claimed, relation + " " + name + " ", interview);
        String drawn = proposals.get(2);
        if (Names.isName(drawn)) {
            confirmed.ifPresent(candidates -> candidates.add(drawn));
        }
        return confirmed.map(ArrayList::new);
    }

    private static Optional<Set<String>> confirmed(Set<String> claimed, String question, Interview interview) {
        Set<String> confirmed = new LinkedHashSet<>();
        if (claimed.isEmpty()) {
            return Optional.of(confirmed);
        }
        List<String> verdicts = interview.ask(
                claimed.stream().map(name -> SubQuestion.of(question + name)).toArray(SubQuestion[]::new));
        int index = 0;
        for (String name : claimed) {
            String verdict = verdicts.get(index++);
            if (verdict.equals("yes")) {
                confirmed.add(name);
            } else if (!verdict.equals("no")) {
                return Optional.empty();
            }
        }
        return Optional.of(confirmed);
    }
}
