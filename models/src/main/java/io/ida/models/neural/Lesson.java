package io.ida.models.neural;

import java.util.List;

/**
 * One thing to learn: what the amplified team answered.
 *
 * @param facts the context in text form
 * @param question the question in text form
 * @param answer the answer to give
 */
public record Lesson(List<String> facts, String question, String answer) {}
