package io.ida.models.neural;

import java.util.Arrays;

/**
 * Which token offset each name of a context has. Immutable.
 *
 * @param ranks the offset of each name by its index, -1 if it has none
 * @param names the index of the name that has an offset
 */
record NameTable(int[] ranks, int[] names) {
    private static final int UNKNOWN = -1;

    /** Every name has its index. */
    static NameTable fixed() {
        int[] identity = new int[Vocabulary.NAMES];
        Arrays.setAll(identity, index -> index);
        return new NameTable(identity, identity);
    }

    /** The names of a context in alphabetical order. */
    static NameTable ranked(boolean[] present) {
        int[] ranks = new int[Vocabulary.NAMES];
        int[] names = new int[Vocabulary.NAMES];
        int count = 0;
        for (int name = 0; name < Vocabulary.NAMES; name++) {
            ranks[name] = UNKNOWN;
            if (present[name]) {
                names[count] = name;
                ranks[name] = count++;
            }
        }
        return new NameTable(ranks, Arrays.copyOf(names, count));
    }

    boolean has(int name) {
        return ranks[name] != UNKNOWN;
    }

    /** This table with one more name, which has none yet. */
    NameTable with(int name) {
        int[] moreRanks = ranks.clone();
        int[] moreNames = Arrays.copyOf(names, names.length + 1);
        moreRanks[name] = names.length;
        moreNames[names.length] = name;
        return new NameTable(moreRanks, moreNames);
    }
}
