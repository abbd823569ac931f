package io.ida.models.neural;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Everything that makes a student what it is before it learns, but its seed.
 *
 * @param language how its task is written
 * @param size how large its network is
 * @param optimization how it is trained
 */
@JsonPropertyOrder({"language", "size", "optimization"})
public record StudentConfig(Language language, NetworkSize size, Optimization optimization) {}
