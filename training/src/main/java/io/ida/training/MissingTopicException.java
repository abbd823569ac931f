package io.ida.training;

/** The cluster lacks a topic of the catalogue. The message says which, and how to make it. */
public final class MissingTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopicException(String topic) {
        super("The cluster has no topic " + topic + ". Run: ida topics apply");
    }
}
