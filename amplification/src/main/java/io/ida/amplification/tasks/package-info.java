/** The five tasks: text forms, environments, scripted H, generators and, for evaluation only, solvers. */
package io.ida.amplification.tasks;
