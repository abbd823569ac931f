/**
 * Amplification as plain Java: the question-answering parties ({@link io.ida.amplification.Supervisor} H, {@link
 * io.ida.amplification.Assistant} X, the environment in {@link io.ida.amplification.Instance}), and {@link
 * io.ida.amplification.Amplifier}, which runs H until it must wait. Knows no Kafka.
 */
package io.ida.amplification;
