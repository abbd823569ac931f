/**
 * X as a network: {@link io.ida.models.neural.StudentTrainer} makes it from lessons, {@link
 * io.ida.models.neural.NeuralAssistant} answers with it. {@link io.ida.models.neural.Language} says how a task is written
 * and {@link io.ida.models.neural.StudentConfig} everything else that a network is made from. Computes with PyTorch
 * through DJL.
 */
package io.ida.models.neural;
