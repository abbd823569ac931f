/**
 * How every process is configured: {@link io.ida.configuration.GivenSettings} says by whom, {@link
 * io.ida.configuration.KnownKeys} with which keys, {@link io.ida.configuration.ClientSettings} what of it a Kafka client
 * gets.
 */
package io.ida.configuration;
