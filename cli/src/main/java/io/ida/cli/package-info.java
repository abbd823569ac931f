/**
 * The command {@code ./ida}: {@link io.ida.cli.Ida} is its main, every {@code XCommand} one of its commands. Results go to
 * standard output, progress and logs to standard error.
 */
package io.ida.cli;
