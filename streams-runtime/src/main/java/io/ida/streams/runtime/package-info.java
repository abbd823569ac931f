/**
 * What every stage shares: a {@link io.ida.streams.runtime.Stage} is described by its name, its keys and its topology;
 * {@link io.ida.streams.runtime.StageConfig} reads its properties and {@link io.ida.streams.runtime.RunningStage} runs
 * it. What cannot be processed becomes a dead letter in {@link io.ida.streams.runtime.DeadLetterHandler}.
 */
package io.ida.streams.runtime;
