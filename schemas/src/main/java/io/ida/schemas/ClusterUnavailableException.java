package io.ida.schemas;

/** The Kafka cluster did not answer in time. The same call may succeed later. */
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
