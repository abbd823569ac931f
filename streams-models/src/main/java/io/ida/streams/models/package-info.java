/**
 * What stages that serve models share: {@link io.ida.streams.models.AnnouncedModels} are the versions there are, {@link
 * io.ida.streams.models.LoadedModels} those at hand, {@link io.ida.streams.models.HeldRecords} what waits for one to be
 * announced; {@link io.ida.streams.models.LearnedSupervision} runs supervisors that are models.
 */
package io.ida.streams.models;
