package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ida.models.neural.ContextRows.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers encoded questions with fixed parameters. Safe for use by several threads, which compute side by side.
 *
 * <p>An answer does not depend on what else is in the batch, up to the rounding of sums that are computed in another
 * order for another shape: about one part in a million of a probability. It can tip the balance only between tokens that
 * are as good as equally likely.
 */
final class Respondent implements AutoCloseable {
    private final Student student;
    private final NDManager manager = Torch.newManager();
    private final Weights weights;

    /** @param parameters as the layout of the student's network orders them */
    Respondent(Student student, float[] parameters) {
        this.student = student;
        weights = student.network().layout().weights(manager.create(parameters), manager);
    }

    /** Questions about one context, and where their answers go. */
    record Asked(EncodedFacts facts, List<Pending> questions) {}

    /** A question whose answer grows. */
    static final class Pending {
        private final EncodedQuestion question;
        private final Noise noise;
        private final int[] answer;

        /** @param noise null to choose the most likely answer */
        Pending(EncodedQuestion question, Noise noise, Tokenizer tokenizer) {
            this.question = question;
            this.noise = noise;
            answer = new int[tokenizer.answerWidth()];
        }

        EncodedQuestion question() {
            return question;
        }

        /** The tokens of the answer, complete after {@link #answer}. */
        int[] answer() {
            return answer;
        }

        private Row row(int rowWidth) {
            int[] tokens = Arrays.copyOf(question.tokens(), rowWidth);
            int soFar = question.tokens().length;
            System.arraycopy(answer, 0, tokens, soFar, rowWidth - soFar);
            return new Row(tokens, Vocabulary.PADDING);
        }

        private void choose(int place, double[] probabilities, int[] tokens) {
            if (place > 0 && answer[place - 1] == Vocabulary.PADDING) {
                return;
            }
            double best = Double.NEGATIVE_INFINITY;
            for (int token : tokens) {
                double score = Math.log(probabilities[token]) + (noise == null ? 0 : noise.of(place, token));
                if (score > best) {
                    best = score;
                    answer[place] = token;
                }
            }
        }
    }

    /** Answers all questions of a batch. */
    void answer(List<Asked> contexts) {
        try (NDManager scratch = manager.newSubManager()) {
            StudentNetwork.Encoded encoded = null;
            for (int place = 0; place < student.tokenizer().answerWidth(); place++) {
                Batch batch = batch(contexts);
                if (encoded == null) {
                    encoded = student.network().encode(weights, batch, scratch);
                }
                NDArray probabilities =
                        student.network().entryProbabilities(weights, encoded, batch.rowTokens(scratch));
                choose(contexts, batch, place, probabilities.toFloatArray());
            }
        }
    }

    private Batch batch(List<Asked> contexts) {
        int rowWidth = Batch.rowWidth(student.tokenizer());
        List<ContextRows> rows = new ArrayList<>(contexts.size());
        for (Asked context : contexts) {
            rows.add(new ContextRows(
                    context.facts(),
                    context.questions().stream()
                            .map(question -> question.row(rowWidth))
                            .toList()));
        }
        return new Batch(rows, student.tokenizer());
    }

    private void choose(List<Asked> contexts, Batch batch, int place, float[] probabilities) {
        double[] ofTokens = new double[student.tokenizer().vocabulary().size()];
        for (int context = 0; context < contexts.size(); context++) {
            List<Pending> questions = contexts.get(context).questions();
            for (int row = 0; row < questions.size(); row++) {
                Arrays.fill(ofTokens, 0);
                int first = (context * batch.rows() + row) * batch.entryCount();
                for (int entry = 0; entry < batch.entryCount(); entry++) {
                    int token = batch.token(context, entry);
                    if (token >= 0) {
                        ofTokens[token] += probabilities[first + entry];
                    }
                }
                questions.get(row).choose(place, ofTokens, student.tokenizer().answerTokens());
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
