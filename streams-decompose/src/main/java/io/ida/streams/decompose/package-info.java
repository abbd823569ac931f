/**
 * The stage that runs H on questions and issues its sub-questions. {@link io.ida.streams.decompose.AdmitRoots} lets
 * valid roots in once, {@link io.ida.streams.decompose.OpenNodes} runs H on them, {@link
 * io.ida.streams.decompose.IssueAsks} enforces everything about issuing, with {@link
 * io.ida.streams.decompose.TreeLedger} for what a tree has spent and asked.
 */
package io.ida.streams.decompose;
