package io.ida.streams.assist;

import io.ida.amplification.Answers;
import io.ida.amplification.Assistant.Reply;
import io.ida.events.Answer;
import io.ida.events.AnswerStatus;
import io.ida.events.AssistantPin;
import io.ida.events.AssistantVersion;
import io.ida.events.ModelVersion;
import io.ida.events.Question;
import java.time.Instant;

/** What came of a question, before it is an event. */
sealed interface Verdict {
    int MAX_REASON_LENGTH = 1_000;

    /** The event. */
    Answer answer(Question question, Instant now);

    /** X was called and said this. */
    record Said(AssistantVersion version, Reply reply) implements Verdict {
        @Override
        public Answer answer(Question question, Instant now) {
            return Answers.fromAssistant(question, reply, version, now);
        }
    }

    /** X was not called. */
    record NotAsked(AnswerStatus status, String reason) implements Verdict {
        @Override
        public Answer answer(Question question, Instant now) {
            return Answers.fromPipeline(question, status, reason, AssistApp.STAGE.name(), now);
        }
    }

    /** X broke while it answered. */
    static Verdict broken(ModelVersion version, Throwable thrown) {
        String reason = "Version " + version.getVersion() + " of " + version.getName() + " failed: " + reason(thrown);
        return new Said(version(version), new Reply("", AnswerStatus.FAILED, reason));
    }

    /** The version cannot be loaded. */
    static Verdict notLoaded(ModelVersion version, Throwable thrown) {
        return new NotAsked(
                AnswerStatus.FAILED,
                "Version " + version.getVersion() + " of " + version.getName() + " cannot be loaded: "
                        + reason(thrown));
    }

    /** Nobody announced the version. */
    static Verdict unknown(AssistantPin pin) {
        return new NotAsked(
                AnswerStatus.FAILED,
                "Version " + pin.getVersion().orElse(null) + " of " + pin.getName() + " is not known.");
    }

    /** The question expired. */
    static Verdict expired() {
        return new NotAsked(AnswerStatus.TIMED_OUT, "Expired before the assistant was asked.");
    }

    /** The exact version, as answers name it. */
    static AssistantVersion version(ModelVersion version) {
        return new AssistantVersion(version.getName(), version.getVersion());
    }

    private static String reason(Throwable thrown) {
        String reason = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH) + "…";
    }
}
