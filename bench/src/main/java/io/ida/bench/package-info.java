/**
 * Measurements of the pipeline, each against its limit in the same run: {@link io.ida.bench.PipelineBench} alternates
 * between {@link io.ida.bench.PipelineLoad} and {@link io.ida.bench.PassThroughChain}, then takes {@link
 * io.ida.bench.QuestionLatency}.
 */
package io.ida.bench;
