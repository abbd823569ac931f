package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Goes on with transcripts by H&prime;'s next move, with fixed parameters: always the token that is likeliest. Safe for
 * use by several threads, which compute side by side.
 *
 * <p>What is said depends on the tokens of the transcript alone, of which there are few, since names are only numbered:
 * so what was said once is remembered. It does not depend on what else is in the batch, up to the rounding of sums that
 * are computed in another order for another shape, which can tip the balance only between tokens that are as good as
 * equally likely.
 */
final class Speaker implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int REMEMBERED = 1 << 14;

    private final Imitator imitator;
    private final NDManager manager = Torch.newManager();
    private final Weights weights;
    private final Map<List<Integer>, int[]> said = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Integer>, int[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param parameters as the layout of the network orders them */
    Speaker(Imitator imitator, float[] parameters) {
        this.imitator = imitator;
        weights = imitator.network().layout().weights(manager.create(parameters), manager);
    }

    /** The next move after a transcript, as tokens, if it was said before and is remembered. */
    Optional<int[]> recall(Tape transcript) {
        List<Integer> key = key(transcript);
        synchronized (said) {
            return Optional.ofNullable(said.get(key));
        }
    }

    /**
     * The next move after each transcript, as tokens; they may make no move.
     *
     * @param transcripts in which H is to move; left as they are
     */
    List<int[]> moves(List<Tape> transcripts) {
        List<List<Integer>> keys = transcripts.stream().map(Speaker::key).toList();
        Map<List<Integer>, Tape> unknown = new LinkedHashMap<>();
        Map<List<Integer>, int[]> known = new LinkedHashMap<>();
        synchronized (said) {
            for (int index = 0; index < keys.size(); index++) {
                int[] move = said.get(keys.get(index));
                if (move == null) {
                    unknown.putIfAbsent(keys.get(index), transcripts.get(index));
                } else {
                    known.put(keys.get(index), move);
                }
            }
        }
        List<Map.Entry<List<Integer>, Tape>> byLength = new ArrayList<>(unknown.entrySet());
        byLength.sort(Comparator.comparingInt(entry -> entry.getKey().size()));
        for (int begin = 0; begin < byLength.size(); begin += BATCH) {
            List<Map.Entry<List<Integer>, Tape>> batch =
                    byLength.subList(begin, Math.min(begin + BATCH, byLength.size()));
            List<int[]> moves = compute(
                    batch.stream().map(entry -> new Tape(entry.getValue())).toList());
            for (int index = 0; index < moves.size(); index++) {
                known.put(batch.get(index).getKey(), moves.get(index));
            }
        }
        synchronized (said) {
            unknown.keySet().forEach(key -> said.put(key, known.get(key)));
        }
        return keys.stream().map(known::get).toList();
    }

    private static List<Integer> key(Tape transcript) {
        return IntStream.of(transcript.tokens()).boxed().toList();
    }

    private List<int[]> compute(List<Tape> transcripts) {
        transcripts.forEach(Tape::beginMove);
        int longest = imitator.config().size().longest();
        try (NDManager scratch = manager.newSubManager()) {
            SupervisorNetwork.Past past = null;
            for (TapeBatch batch = new TapeBatch(transcripts); ; batch = batch.grown()) {
                NDArray mask = past == null ? batch.causalMask(scratch) : batch.lastMask(scratch);
                SupervisorNetwork.Reading reading = imitator.network()
                        .read(weights, past == null ? batch.all(scratch) : batch.last(scratch), past, mask);
                past = reading.past();
                say(transcripts, batch, reading, scratch);
                if (transcripts.stream().allMatch(tape -> tape.moveHasEnded() || tape.length() >= longest)) {
                    return transcripts.stream().map(Tape::move).toList();
                }
            }
        }
    }

    private void say(List<Tape> transcripts, TapeBatch batch, SupervisorNetwork.Reading reading, NDManager scratch) {
        NDArray vectors = reading.vectors();
        long columns = vectors.getShape().get(1);
        NDArray last = columns == 1 ? vectors : vectors.get(":," + (columns - 1) + ":");
        NDArray probabilities =
                imitator.network().entryProbabilities(weights, last, reading.past(), batch.lastMask(scratch));
        double[][] ofTokens =
                batch.ofTokens(probabilities.toFloatArray(), imitator.network().vocabulary());
        for (int row = 0; row < transcripts.size(); row++) {
            Tape tape = transcripts.get(row);
            if (!tape.moveHasEnded() && tape.length() < imitator.config().size().longest()) {
                tape.say(likeliest(ofTokens[row]));
            }
        }
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int token = 1; token < probabilities.length; token++) {
            if (probabilities[token] > probabilities[best]) {
                best = token;
            }
        }
        return best;
    }

    @Override
    public void close() {
        manager.close();
    }
}
