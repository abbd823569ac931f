package io.ida.models.neural;

import java.util.Arrays;

/**
 * A transcript as tokens, one after another, each with what it is part of. It grows by segments that H is given and by
 * tokens that H says. Belongs to one thread while it grows.
 *
 * <p>A move of H is either a round, which is one or more asks and {@code <end>}, or {@code <answer>} and an answer. An
 * ask is the token of its form, the tokens of its fields and one for its sample.
 */
final class Tape {
    /** What a segment is. */
    enum Kind {
        QUESTION,
        ASK,
        SUB_ANSWER,
        ANSWER
    }

    /** Asks of a round from this one on look the same by index. */
    static final int INDEXES = 16;

    private static final int FIRST_CAPACITY = 64;

    private final TranscriptTokens forms;
    private int length;
    private int[] tokens = new int[FIRST_CAPACITY];
    private int[] kinds = new int[FIRST_CAPACITY];
    private int[] places = new int[FIRST_CAPACITY];
    private int[] indexes = new int[FIRST_CAPACITY];
    private boolean[] said = new boolean[FIRST_CAPACITY];

    private int moveBegins;
    private int askIndex;
    private int leftInSegment;
    private Kind segment;
    private boolean moveEnds = true;
    private boolean garbled;

    Tape(TranscriptTokens forms) {
        this.forms = forms;
    }

    /** A copy that grows on its own. */
    Tape(Tape other) {
        forms = other.forms;
        length = other.length;
        tokens = other.tokens.clone();
        kinds = other.kinds.clone();
        places = other.places.clone();
        indexes = other.indexes.clone();
        said = other.said.clone();
    }

    int length() {
        return length;
    }

    int token(int at) {
        return tokens[at];
    }

    /** The ordinal of the {@link Kind} of the segment that a token is in. */
    int kind(int at) {
        return kinds[at];
    }

    /** The place of a token in its segment. */
    int place(int at) {
        return places[at];
    }

    /** Which ask of its round a token belongs to. */
    int index(int at) {
        return indexes[at];
    }

    /** Whether H said a token. */
    boolean isSaid(int at) {
        return said[at];
    }

    /** All tokens. */
    int[] tokens() {
        return Arrays.copyOf(tokens, length);
    }

    /** Adds what H is told. */
    void give(Kind kind, int index, int[] segment) {
        for (int place = 0; place < segment.length; place++) {
            add(segment[place], kind, place, index, false);
        }
    }

    /** Begins a move of H. */
    void beginMove() {
        moveBegins = length;
        askIndex = 0;
        leftInSegment = 0;
        moveEnds = false;
        garbled = false;
    }

    /** Adds a token that H says. */
    void say(int token) {
        if (moveEnds) {
            throw new IllegalStateException("The move has ended.");
        }
        if (leftInSegment > 0) {
            add(token, segment, places[length - 1] + 1, indexes[length - 1], true);
            leftInSegment--;
            moveEnds = leftInSegment == 0 && segment == Kind.ANSWER;
            return;
        }
        boolean asksBefore = length > moveBegins;
        segment = Kind.ASK;
        if (token == forms.end() && asksBefore) {
            moveEnds = true;
        } else if (token == forms.answer() && !asksBefore) {
            segment = Kind.ANSWER;
            leftInSegment = forms.answerWidth();
        } else if (forms.isQuestionForm(token)) {
            leftInSegment = forms.askWidth(token) - 1;
        } else {
            garbled = true;
            moveEnds = true;
        }
        add(token, segment, 0, askIndex, true);
        askIndex++;
    }

    /** Whether the move that was begun is complete, or can never be. */
    boolean moveHasEnded() {
        return moveEnds;
    }

    /** Whether the move that was begun can never be complete. */
    boolean isGarbled() {
        return garbled;
    }

    /** The tokens of the move that was begun. */
    int[] move() {
        return Arrays.copyOfRange(tokens, moveBegins, length);
    }

    private void add(int token, Kind kind, int place, int index, boolean isSaid) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * length);
            kinds = Arrays.copyOf(kinds, 2 * length);
            places = Arrays.copyOf(places, 2 * length);
            indexes = Arrays.copyOf(indexes, 2 * length);
            said = Arrays.copyOf(said, 2 * length);
        }
        tokens[length] = token;
        kinds[length] = kind.ordinal();
        places[length] = place;
        indexes[length] = Math.min(index, INDEXES - 1);
        said[length] = isSaid;
        length++;
    }
}
