package io.ida.amplification;

/**
 * One thing H asks.
 *
 * @param text the sub-question in the task's text form
 * @param sample sample index: asking the same text with another sample may give another answer
 */
public record SubQuestion(String text, int sample) {
    /** The sub-question with sample 0. */
    public static SubQuestion of(String text) {
        return new SubQuestion(text, 0);
    }
}
