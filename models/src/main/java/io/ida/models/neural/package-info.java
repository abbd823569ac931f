/**
 * X and H&prime; as networks. {@link io.ida.models.neural.StudentTrainer} makes X from lessons, {@link
 * io.ida.models.neural.NeuralAssistant} answers with it; {@link io.ida.models.neural.Language} says how a task is written
 * and {@link io.ida.models.neural.StudentConfig} everything else that it is made from. {@link
 * io.ida.models.neural.SupervisorTrainer} makes H&prime; from demonstrations, {@link
 * io.ida.models.neural.LearnedSupervisor} moves with it; {@link io.ida.models.neural.SupervisorLanguage} and {@link
 * io.ida.models.neural.SupervisorConfig} are what it is made from. Both compute with PyTorch through DJL.
 */
package io.ida.models.neural;
