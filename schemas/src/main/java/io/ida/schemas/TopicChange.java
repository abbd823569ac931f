package io.ida.schemas;

/**
 * What {@link TopicPlan#apply} did about one finding. Immutable.
 *
 * @param topic name of the topic
 * @param done whether the topic is now as the catalogue says in this respect
 * @param description what was done, or why nothing was and what to do instead
 */
public record TopicChange(String topic, boolean done, String description) {}
