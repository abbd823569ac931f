package io.ida.training;

import io.ida.events.Answerer;
import io.ida.events.AssistantVersion;
import io.ida.events.Trace;
import io.ida.events.Withdrawal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace must meet to be taken back by a withdrawal: all conditions that are set.
 *
 * @param rootId root of its tree
 * @param questionId its node
 * @param assistant name of an assistant behind it
 * @param version version of an assistant behind it, of that one if it is named
 * @param supervisor the H that its question chose or that answered it: by name, or by name and version
 */
record WithdrawalConditions(
        Optional<String> rootId,
        Optional<String> questionId,
        Optional<String> assistant,
        Optional<Integer> version,
        Optional<String> supervisor) {
    /** As rows write it, with the version before what H errs by, or as answerers are written: after all of the name. */
    private static final Pattern SUPERVISOR_VERSION =
            Pattern.compile("(?<name>.+)@(?<version>[0-9]{1,9})(?<error>\\?error=.*)?");

    static WithdrawalConditions of(Withdrawal withdrawal) {
        return new WithdrawalConditions(
                withdrawal.getRootId(),
                withdrawal.getQuestionId(),
                withdrawal.getAssistant(),
                withdrawal.getVersion(),
                withdrawal.getSupervisor());
    }

    /** Whether none is set; then nothing is taken back. */
    boolean areNone() {
        return rootId.isEmpty()
                && questionId.isEmpty()
                && assistant.isEmpty()
                && version.isEmpty()
                && supervisor.isEmpty();
    }

    /** Whether a trace meets all of them, and there are some. */
    boolean areMetBy(Trace trace) {
        return !areNone()
                && allows(rootId, trace.getQuestion().getRootId())
                && allows(questionId, trace.getQuestion().getId())
                && allowsAssistantOf(trace)
                && supervisor.map(wanted -> isSupervisorOf(wanted, trace)).orElse(true);
    }

    private static boolean allows(Optional<?> condition, Object value) {
        return condition.isEmpty() || condition.get().equals(value);
    }

    private boolean allowsAssistantOf(Trace trace) {
        return assistant.isEmpty() && version.isEmpty()
                || trace.getAnswer().getAssistantVersions().stream().anyMatch(this::allows);
    }

    private boolean allows(AssistantVersion behind) {
        return allows(assistant, behind.getName()) && allows(version, behind.getVersion());
    }

    private static boolean isSupervisorOf(String wanted, Trace trace) {
        Answerer answerer = trace.getAnswer().getAnsweredBy();
        return wanted.equals(trace.getQuestion().getSupervisor())
                || wanted.equals(answerer.getName())
                || isVersion(wanted, answerer);
    }

    /** Whoever answered has its version apart from its name. */
    private static boolean isVersion(String wanted, Answerer answerer) {
        Matcher parts = SUPERVISOR_VERSION.matcher(wanted);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group("name") + (parts.group("error") == null ? "" : parts.group("error"));
        return name.equals(answerer.getName()) && Integer.parseInt(parts.group("version")) == answerer.getVersion();
    }
}
