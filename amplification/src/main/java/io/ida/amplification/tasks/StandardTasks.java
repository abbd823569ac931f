package io.ida.amplification.tasks;

import io.ida.amplification.Task;
import io.ida.amplification.Tasks;
import java.util.List;

/** The five tasks of Christiano, Shlegeris and Amodei 2018 (arXiv 1810.08575). Thread-safe. */
public final class StandardTasks {
    private static final int EXPONENT_BITS = 6;
    private static final Tasks ALL = new Tasks(List.of(
            permutationPowering(EXPONENT_BITS),
            new SequentialAssignments(),
            new WildcardSearch(),
            new ShortestPath(),
            new UnionFind()));

    private StandardTasks() {}

    /** All five, with exponents of up to 6 bits. */
    public static Tasks all() {
        return ALL;
    }

    /**
     * {@code permutation-powering} with another universe of questions.
     *
     * @param bits number of bits that the exponents of users' questions have at most, 2 to 30
     */
    public static Task permutationPowering(int bits) {
        return new PermutationPowering(bits);
    }
}
