package io.ida.streams.assist;

import io.ida.amplification.Assistant;
import io.ida.amplification.Assistant.Reply;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantVersion;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import io.ida.streams.models.LoadedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Puts questions to the assistant of a version; what goes wrong is a verdict too. Safe for use by several threads. */
final class AskAssistants {
    private final LoadedModels<Assistant> assistants;
    private final int maxReplyLength;

    AskAssistants(LoadedModels<Assistant> assistants, int maxReplyLength) {
        this.assistants = assistants;
        this.maxReplyLength = maxReplyLength;
    }

    /** Asks at once, if the version is loaded and its answers come at once; else does nothing. */
    Optional<Verdict> askIfImmediate(ModelVersion version, Question question) {
        Optional<LoadedModels<Assistant>.Lease> loaded = assistants.leaseIfLoaded(version);
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        try (LoadedModels<Assistant>.Lease lease = loaded.get()) {
            return lease.model().immediate()
                    ? Optional.of(ask(lease.model(), version, List.of(question)).get(0))
                    : Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Asks, however long it takes, loading the version first if need be. One verdict for each question, in order. */
    List<Verdict> ask(ModelVersion version, List<Question> questions) throws InterruptedException {
        try (LoadedModels<Assistant>.Lease lease = assistants.lease(version)) {
            return ask(lease.model(), version, questions);
        } catch (IOException | RuntimeException | LinkageError notLoaded) {
            return Collections.nCopies(questions.size(), Verdict.notLoaded(version, notLoaded));
        }
    }

    private List<Verdict> ask(Assistant assistant, ModelVersion version, List<Question> questions)
            throws InterruptedException {
        try {
            List<Reply> replies = assistant.answer(questions);
            if (replies.size() != questions.size()) {
                throw new IllegalStateException(replies.size() + " replies to " + questions.size() + " questions");
            }
            AssistantVersion exact = Verdict.version(version);
            List<Verdict> verdicts = new ArrayList<>(replies.size());
            for (Reply reply : replies) {
                verdicts.add(new Verdict.Said(exact, limited(reply)));
            }
            return verdicts;
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            return Collections.nCopies(questions.size(), Verdict.broken(version, broken));
        }
    }

    private Reply limited(Reply reply) {
        int length = reply.text().length() + reply.reason().length();
        return length <= maxReplyLength
                ? reply
                : new Reply(
                        "",
                        AnswerStatus.FAILED,
                        "The reply has " + length + " characters, " + maxReplyLength + " are allowed.");
    }
}
