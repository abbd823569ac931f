package io.ida.training.learning;

/**
 * What a round asks, and whom.
 *
 * @param round number, from 1
 * @param difficulty highest level that is asked
 * @param teacher version of X that answers the sub-questions of lessons
 * @param candidate version of X that is judged; 0 if there is none
 * @param imitator version of H&prime; that works on lessons and held-out questions; 0 while H does
 * @param demonstrations how many of the lessons H works on, for H&prime; to imitate
 */
record RoundPlan(int round, int difficulty, int teacher, int candidate, int imitator, int demonstrations) {
    /** A plan without H&prime;: H works on everything. */
    static RoundPlan withoutImitator(int round, int difficulty, int teacher, int candidate) {
        return new RoundPlan(round, difficulty, teacher, candidate, 0, 0);
    }
}
