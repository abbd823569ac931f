package io.ida.cli;

import static io.ida.cli.NetworkOptions.Teacher.greedy;
import static io.ida.cli.NetworkOptions.Teacher.sampled;

/**
 * What a task is learned with unless somebody says otherwise; found by trying, see docs/results.md.
 *
 * @param size size of the largest contexts
 * @param fromSize size of the smallest contexts
 * @param startSize size of the largest contexts of the first round
 * @param versions versions to train at most
 * @param contexts new contexts of a round
 * @param questions questions about each of them
 * @param window rounds whose answers a version learns from
 * @param steps training steps of a version
 * @param batchContexts contexts of a training batch
 * @param width width of the network
 * @param factLayers layers in which facts look at each other
 * @param questionLayers layers in which questions look at facts
 * @param learningRate highest learning rate
 * @param teacher how X chooses its answers to sub-questions
 * @param demonstrations of H, for H&prime; to begin with
 */
record Recipe(
        int size,
        int fromSize,
        int startSize,
        int versions,
        int contexts,
        int questions,
        int window,
        int steps,
        int batchContexts,
        int width,
        int factLayers,
        int questionLayers,
        double learningRate,
        NetworkOptions.Teacher teacher,
        int demonstrations) {
    /** Full marks within two minutes: what a newcomer sees. */
    private static final Recipe SMALL = new Recipe(4, 4, 4, 40, 100, 16, 6, 100, 25, 32, 1, 1, 0.004, sampled, 500);

    /** Many contexts of all sizes, which grow beyond 8 as agreement allows, and a deeper network. */
    private static final Recipe GROWING = new Recipe(8, 2, 8, 100, 750, 8, 4, 100, 32, 64, 4, 2, 0.001, sampled, 2000);

    /** The same where a sum of many answers carries the errors of all of them. */
    private static final Recipe SUMMING = new Recipe(8, 2, 8, 100, 750, 8, 4, 100, 32, 64, 4, 2, 0.001, greedy, 2000);

    /**
     * The recipe of a task, known or not.
     *
     * @param size of the largest contexts, if somebody says it, else null
     */
    static Recipe of(String task, Integer size) {
        return switch (task) {
            case "permutation-powering" -> size == null || size <= SMALL.size ? SMALL : GROWING;
            case "wildcard-search" -> SUMMING;
            default -> GROWING;
        };
    }
}
