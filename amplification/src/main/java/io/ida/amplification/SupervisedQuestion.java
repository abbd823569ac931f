package io.ida.amplification;

/**
 * A question as H sees it: without the facts it is about.
 *
 * @param task name of the task
 * @param text the question in the task's text form
 * @param depth levels of amplification left, at least 1
 * @param sample sample index of the question
 */
public record SupervisedQuestion(String task, String text, int depth, int sample) {}
