/**
 * The stage that answers depth-0 questions with X: {@link io.ida.streams.assist.AssistTopology} wires it, {@link
 * io.ida.streams.assist.AnswerQuestions} decides for each question which version answers it and when.
 */
package io.ida.streams.assist;
