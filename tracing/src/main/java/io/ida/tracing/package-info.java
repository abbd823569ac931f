/**
 * One question is one trace. {@link io.ida.tracing.Tracing} hands the W3C headers of records on and makes the spans of a
 * question's tree, whose ids are derived from those of questions and records: whoever makes a span again gives it the
 * same id, and whoever knows a question knows its trace. docs/tracing.md says what is in a trace.
 */
package io.ida.tracing;
