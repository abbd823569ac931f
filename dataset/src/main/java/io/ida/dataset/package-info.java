/**
 * Traces as files: {@link io.ida.dataset.Exporter} reads offset ranges of the trace topic and writes shards in an {@link
 * io.ida.dataset.ExportFormat}, so that the same range always gives the same bytes.
 */
package io.ida.dataset;
