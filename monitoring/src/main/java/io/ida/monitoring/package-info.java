/**
 * Health and metrics of a process on one port. {@link io.ida.monitoring.Monitoring} has the registry that parts of the
 * process count into, and the {@link io.ida.monitoring.Health} of each of them.
 */
package io.ida.monitoring;
