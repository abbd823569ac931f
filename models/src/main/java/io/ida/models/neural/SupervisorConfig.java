package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Everything that makes an H&prime; what it is before it learns, but its seed.
 *
 * @param language how the transcripts of its task are written
 * @param size how large its network is
 * @param optimization how it is trained
 */
@JsonPropertyOrder({"language", "size", "optimization"})
public record SupervisorConfig(SupervisorLanguage language, SupervisorSize size, Optimization optimization) {}
