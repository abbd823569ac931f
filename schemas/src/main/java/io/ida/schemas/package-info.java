/**
 * The contract between all parts: the catalogue of topics ({@link io.ida.schemas.Topics}) and serdes in Confluent's wire
 * format ({@link io.ida.schemas.EventSerdes}). The events themselves are generated into {@code io.ida.events}.
 */
package io.ida.schemas;
