/**
 * The stage that joins answers to the rounds that wait for them and lets H put them together. {@link
 * io.ida.streams.synthesize.JoinAnswers} reads both sides, {@link io.ida.streams.synthesize.AnswerShelf} keeps answers
 * that are early or shared, {@link io.ida.streams.synthesize.CloseNodes} runs H on complete rounds.
 */
package io.ida.streams.synthesize;
