package io.ida.streams.decompose;

import static org.apache.kafka.common.utils.Utils.utf8Length;

import io.ida.amplification.ContextIds;
import io.ida.amplification.InvalidTextException;
import io.ida.amplification.Places;
import io.ida.amplification.Task;
import io.ida.amplification.Team;
import io.ida.events.Budget;
import io.ida.events.Context;
import io.ida.events.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a root question from a user must be, and what it gets where it says nothing. Pure. */
final class Admission {
    private static final int MAX_ID_LENGTH = 256;

    /** Keeps arithmetic on deadlines far from overflow, at any depth. */
    private static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(3650);

    private final DecomposeConfig config;
    private final Team team;

    Admission(DecomposeConfig config, Team team) {
        this.config = config;
        this.team = team;
    }

    /**
     * The question as a root with its defaults filled in, valid or not.
     *
     * @param timestamp of the record, which becomes the time at which the root was asked
     */
    Question complete(Question question, Instant timestamp) {
        Duration timeToLive = question.getExpiresAt().toEpochMilli() == 0
                ? config.defaultTimeToLive()
                : Duration.between(timestamp, question.getExpiresAt());
        Context context = question.getContext();
        if (context.getContextId().isEmpty()) {
            context = new Context(ContextIds.of(context.getFacts()), context.getFacts());
        }
        return new Question(
                question.getId(),
                question.getId(),
                null,
                "",
                question.getTask(),
                question.getText(),
                context,
                question.getDepth(),
                question.getSample(),
                question.getSupervisor(),
                question.getAssistant(),
                question.getBudget().orElse(new Budget(config.defaultBudget())),
                timestamp,
                timestamp.plus(timeToLive),
                question.getLabels());
    }

    /** A question with another supervisor. */
    static Question withSupervisor(Question question, String supervisor) {
        return new Question(
                question.getId(),
                question.getRootId(),
                question.getParentId().orElse(null),
                question.getPath(),
                question.getTask(),
                question.getText(),
                question.getContext(),
                question.getDepth(),
                question.getSample(),
                supervisor,
                question.getAssistant(),
                question.getBudget().orElse(null),
                question.getAskedAt(),
                question.getExpiresAt(),
                question.getLabels());
    }

    /**
     * Checks that an id can be the key of a tree.
     *
     * @throws InvalidTextException if not; such a question cannot even be answered
     */
    static void requireId(Question question) {
        String id = question.getId();
        if (id.isBlank() || id.length() > MAX_ID_LENGTH || id.indexOf(Places.SEPARATOR) >= 0) {
            throw new InvalidTextException("A root question needs an id of 1 to " + MAX_ID_LENGTH
                    + " characters without '" + Places.SEPARATOR + "', not '" + abbreviated(id) + "'.");
        }
    }

    /**
     * Checks that a question as it came claims no place in a tree.
     *
     * @throws InvalidTextException if it does
     */
    static void requireRoot(Question question) {
        require(
                question.getParentId().isEmpty()
                        && question.getPath().isEmpty()
                        && (question.getRootId().isEmpty()
                                || question.getRootId().equals(question.getId())),
                "Only roots may be asked: leave parentId, path and rootId empty.");
    }

    /**
     * Checks a completed question.
     *
     * @throws InvalidTextException if it cannot be answered; the message says why
     */
    void requireAnswerable(Question question) {
        require(
                Duration.between(question.getAskedAt(), question.getExpiresAt()).compareTo(MAX_TIME_TO_LIVE) <= 0,
                "expiresAt is more than " + MAX_TIME_TO_LIVE.toDays() + " days after the question was asked.");
        require(
                question.getDepth() >= 0 && question.getDepth() <= config.maxDepth(),
                "Depth " + question.getDepth() + " is not in 0.." + config.maxDepth() + ".");
        require(question.getSample() >= 0, "Sample " + question.getSample() + " is negative.");
        require(
                question.getBudget().orElseThrow().getAssistantCalls() >= 0,
                "The budget is negative: " + question.getBudget().orElseThrow().getAssistantCalls() + " calls.");
        require(!question.getAssistant().getName().isBlank(), "The assistant has no name.");
        require(
                question.getAssistant().getVersion().orElse(0) >= 0,
                "Assistant version " + question.getAssistant().getVersion().orElse(0) + " is negative.");
        requireContext(question.getContext());
        requireText(question);
        requireSize(question);
        team.answerer(question);
        team.instance(question);
    }

    /**
     * Checks the text of a question or sub-question.
     *
     * @throws InvalidTextException if its task does not know such a question
     */
    void requireText(Question question) {
        requireText(team.task(question), question.getText());
    }

    void requireText(Task task, String text) {
        require(
                text.length() <= config.maxTextLength(),
                "The question has " + text.length() + " characters, " + config.maxTextLength() + " are allowed.");
        task.checkQuestion(text);
    }

    private void requireContext(Context context) {
        require(
                context.getFacts().size() <= config.maxFacts(),
                "The context has " + context.getFacts().size() + " facts, " + config.maxFacts() + " are allowed.");
        for (String fact : context.getFacts()) {
            require(
                    fact.length() <= config.maxTextLength(),
                    "A fact has " + fact.length() + " characters, " + config.maxTextLength() + " are allowed.");
        }
        require(
                context.getContextId().equals(ContextIds.of(context.getFacts())),
                "contextId '" + abbreviated(context.getContextId())
                        + "' is not the hash of the facts: leave it empty to have it computed.");
    }

    /** The whole tree carries this along in every event. */
    private void requireSize(Question question) {
        long bytes = utf8Length(question.getText())
                + utf8Length(question.getSupervisor())
                + utf8Length(question.getAssistant().getName());
        for (String fact : question.getContext().getFacts()) {
            bytes += utf8Length(fact);
        }
        for (Map.Entry<String, String> label : question.getLabels().entrySet()) {
            bytes += utf8Length(label.getKey()) + utf8Length(label.getValue());
        }
        require(
                bytes <= config.maxQuestionBytes(),
                "The question has " + bytes + " bytes with its facts and labels, " + config.maxQuestionBytes()
                        + " are allowed.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidTextException(otherwise);
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
