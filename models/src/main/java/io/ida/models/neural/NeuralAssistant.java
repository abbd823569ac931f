package io.ida.models.neural;

import io.ida.amplification.Assistant;
import io.ida.amplification.InvalidTextException;
import io.ida.events.AnswerStatus;
import io.ida.events.Question;
import io.ida.models.CheckpointException;
import io.ida.models.neural.Respondent.Asked;
import io.ida.models.neural.Respondent.Pending;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * X as a network. A question that its language cannot express is answered {@link AnswerStatus#CANNOT_ANSWER} with the
 * reason. Several threads compute side by side; {@link #close} waits for them.
 */
public final class NeuralAssistant implements Assistant {
    /** What model versions call this kind of checkpoint. */
    public static final String ARCHITECTURE = Student.ARCHITECTURE;

    private final Tokenizer tokenizer;
    private final Respondent respondent;
    private final Decoding decoding;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    NeuralAssistant(Student student, float[] parameters, Decoding decoding) {
        tokenizer = student.tokenizer();
        respondent = new Respondent(student, parameters);
        this.decoding = decoding;
    }

    /**
     * The teacher of a checkpoint, which answers with sampling; see {@link Decoding#LABEL}.
     *
     * @throws CheckpointException if it is not a complete checkpoint of this architecture
     */
    public static NeuralAssistant read(InputStream checkpoint) throws IOException {
        return read(checkpoint, Decoding.SAMPLED);
    }

    /**
     * The teacher of a checkpoint.
     *
     * @param decoding how answers to questions are chosen that do not say
     * @throws CheckpointException if it is not a complete checkpoint of this architecture
     */
    public static NeuralAssistant read(InputStream checkpoint, Decoding decoding) throws IOException {
        Student.Stored stored = Student.open(checkpoint);
        float[] teacher = stored.file().readSection();
        stored.file().finish();
        return new NeuralAssistant(stored.student(), teacher, decoding);
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This assistant is closed.");
            }
            return new Conversation(questions).replies();
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public boolean immediate() {
        return false;
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                respondent.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    /** One batch on its way. */
    private final class Conversation {
        private final List<Question> questions;
        private final Reply[] replies;
        private final Pending[] pending;

        Conversation(List<Question> questions) {
            this.questions = questions;
            replies = new Reply[questions.size()];
            pending = new Pending[questions.size()];
        }

        List<Reply> replies() {
            Map<List<String>, List<Integer>> byContext = new LinkedHashMap<>();
            for (int index = 0; index < replies.length; index++) {
                Question question = questions.get(index);
                if (question.getTask().equals(tokenizer.language().task())) {
                    byContext
                            .computeIfAbsent(question.getContext().getFacts(), facts -> new ArrayList<>())
                            .add(index);
                } else {
                    replies[index] = cannot("This model answers questions of the task "
                            + tokenizer.language().task() + ", not " + question.getTask() + ".");
                }
            }
            List<Asked> asked = new ArrayList<>();
            byContext.forEach((facts, indexes) -> ask(facts, indexes, asked));
            if (!asked.isEmpty()) {
                respondent.answer(asked);
            }
            for (int index = 0; index < replies.length; index++) {
                if (pending[index] != null) {
                    replies[index] = Reply.answered(tokenizer
                            .text(pending[index].answer(), pending[index].question())
                            .orElse(IDK));
                }
            }
            return List.of(replies);
        }

        private void ask(List<String> facts, List<Integer> indexes, List<Asked> asked) {
            List<Pending> readable = new ArrayList<>();
            EncodedFacts context;
            try {
                context = tokenizer.facts(facts);
            } catch (InvalidTextException unreadable) {
                indexes.forEach(index -> replies[index] = cannot(unreadable.getMessage()));
                return;
            }
            for (int index : indexes) {
                Question question = questions.get(index);
                try {
                    EncodedQuestion encoded = tokenizer.question(question.getText(), context);
                    Noise noise = decoding.orLabelled(question.getLabels()) == Decoding.GREEDY
                            ? null
                            : new Noise(question.getId(), question.getSample());
                    pending[index] = new Pending(encoded, noise, tokenizer);
                    readable.add(pending[index]);
                } catch (InvalidTextException unreadable) {
                    replies[index] = cannot(unreadable.getMessage());
                }
            }
            if (!readable.isEmpty()) {
                asked.add(new Asked(context, readable));
            }
        }

        private static Reply cannot(String reason) {
            return new Reply("", AnswerStatus.CANNOT_ANSWER, reason);
        }
    }
}
