/**
 * Health and metrics of a process on one port. {@link io.ida.monitoring.Monitoring} has the registry that parts of the
 * process count into, and the {@link io.ida.monitoring.Health} of each of them. {@link io.ida.monitoring.LoggedQuestion}
 * names questions in the log.
 */
package io.ida.monitoring;
