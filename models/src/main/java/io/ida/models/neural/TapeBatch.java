package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Several transcripts as arrays, one for each kind of input, padded on the left, so that all end in the same column;
 * those that do not grow with the others are padded on the right from then on.
 * Below, B is the number of transcripts and T the tokens of the longest.
 */
final class TapeBatch {
    private static final float NEVER = -1e9f;
    private static final int NO_TOKEN = -1;

    private final List<Tape> tapes;
    private final int[] paddings;
    private final int width;

    /** @param tapes at least one, none empty */
    TapeBatch(List<Tape> tapes) {
        this.tapes = tapes;
        width = tapes.stream().mapToInt(Tape::length).max().orElseThrow();
        paddings = tapes.stream().mapToInt(tape -> width - tape.length()).toArray();
    }

    private TapeBatch(List<Tape> tapes, int[] paddings, int width) {
        this.tapes = tapes;
        this.paddings = paddings;
        this.width = width;
    }

    /** The same transcripts, each of which has grown by at most one token: what has not ends in padding. */
    TapeBatch grown() {
        return new TapeBatch(tapes, paddings, width + 1);
    }

    /** B. */
    int size() {
        return tapes.size();
    }

    /**
     * What a network reads of some columns, each of shape (B, columns).
     *
     * @param positions place of a token in its transcript
     * @param kinds, places, indexes what {@link Tape} says of a token
     */
    record Inputs(NDArray tokens, NDArray positions, NDArray kinds, NDArray places, NDArray indexes) {}

    /** All columns. */
    Inputs all(NDManager manager) {
        return inputs(0, manager);
    }

    /** The last column. */
    Inputs last(NDManager manager) {
        return inputs(width - 1, manager);
    }

    private Inputs inputs(int from, NDManager manager) {
        return new Inputs(
                column(from, Tape::token, manager),
                column(from, (tape, at) -> at, manager),
                column(from, Tape::kind, manager),
                column(from, Tape::place, manager),
                column(from, Tape::index, manager));
    }

    /**
     * What is added to the scores of keys, of shape (B, 1, T, T), keys before queries: very negative where a query must
     * not look, at padding or ahead.
     */
    NDArray causalMask(NDManager manager) {
        float[] mask = new float[size() * width * width];
        for (int row = 0; row < size(); row++) {
            for (int key = 0; key < width; key++) {
                for (int query = 0; query < width; query++) {
                    mask[(row * width + key) * width + query] = isPadding(row, key) || key > query ? NEVER : 0;
                }
            }
        }
        return manager.create(mask, new Shape(size(), 1, width, width));
    }

    /** The same for the last column as the only query, of shape (B, 1, T, 1). */
    NDArray lastMask(NDManager manager) {
        float[] mask = new float[size() * width];
        for (int row = 0; row < size(); row++) {
            for (int key = 0; key < width; key++) {
                mask[row * width + key] = isPadding(row, key) ? NEVER : 0;
            }
        }
        return manager.create(mask, new Shape(size(), 1, width, 1));
    }

    /**
     * The tokens that entries say, of shape (B, 1, vocabulary + T): each of the vocabulary, then each of the transcript,
     * negative for padding.
     */
    NDArray entryTokens(int vocabulary, NDManager manager) {
        int entries = vocabulary + width;
        int[] tokens = new int[size() * entries];
        for (int row = 0; row < size(); row++) {
            for (int token = 0; token < vocabulary; token++) {
                tokens[row * entries + token] = token;
            }
            for (int column = 0; column < width; column++) {
                tokens[row * entries + vocabulary + column] =
                        isPadding(row, column) ? NO_TOKEN : tapes.get(row).token(column - paddings[row]);
            }
        }
        return manager.create(tokens, new Shape(size(), 1, entries));
    }

    /** How likely each token comes next, from how likely each entry does: (B, vocabulary) from (B, vocabulary + T). */
    double[][] ofTokens(float[] ofEntries, int vocabulary) {
        double[][] result = new double[size()][vocabulary];
        int entries = vocabulary + width;
        for (int row = 0; row < size(); row++) {
            for (int token = 0; token < vocabulary; token++) {
                result[row][token] = ofEntries[row * entries + token];
            }
            Tape tape = tapes.get(row);
            for (int at = 0; at < tape.length(); at++) {
                result[row][tape.token(at)] += ofEntries[row * entries + vocabulary + paddings[row] + at];
            }
        }
        return result;
    }

    /** The token that follows each, of shape (B, T, 1); any after the last. */
    NDArray targets(NDManager manager) {
        return column(0, (tape, at) -> at + 1 < tape.length() ? tape.token(at + 1) : 0, manager)
                .expandDims(2);
    }

    /** 1 where H says what follows, else 0, of shape (B, T). */
    NDArray saidNext(NDManager manager) {
        float[] said = new float[size() * width];
        for (int row = 0; row < size(); row++) {
            Tape tape = tapes.get(row);
            for (int at = 0; at + 1 < tape.length(); at++) {
                said[row * width + paddings[row] + at] = tape.isSaid(at + 1) ? 1 : 0;
            }
        }
        return manager.create(said, new Shape(size(), width));
    }

    /** How many tokens H says. */
    int saidCount() {
        int count = 0;
        for (Tape tape : tapes) {
            for (int at = 0; at < tape.length(); at++) {
                count += tape.isSaid(at) ? 1 : 0;
            }
        }
        return count;
    }

    private boolean isPadding(int row, int column) {
        int at = column - paddings[row];
        return at < 0 || at >= tapes.get(row).length();
    }

    private interface Reader {
        int read(Tape tape, int at);
    }

    private NDArray column(int from, Reader reader, NDManager manager) {
        int columns = width - from;
        int[] values = new int[size() * columns];
        for (int row = 0; row < size(); row++) {
            for (int column = from; column < width; column++) {
                values[row * columns + column - from] =
                        isPadding(row, column) ? 0 : reader.read(tapes.get(row), column - paddings[row]);
            }
        }
        return manager.create(values, new Shape(size(), columns));
    }
}
