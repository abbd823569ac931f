package io.ida.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells a registry's passing troubles from its verdicts. */
final class RegistryErrors {
    private static final int TOO_MANY_REQUESTS = 429;

    private RegistryErrors() {}

    /** What to throw when the registry answered with an error to what a record says. */
    static SerializationException refused(String what, RestClientException refused) {
        return isPassing(refused) ? failed(what, refused) : new SerializationException(verdict(what, refused), refused);
    }

    /** What to throw when the registry answered with an error to what this program wants to write. */
    static SerializationException refusedToWrite(String what, RestClientException refused) {
        return isPassing(refused) ? failed(what, refused) : new SchemaRefusedException(verdict(what, refused), refused);
    }

    private static RegistryUnavailableException failed(String what, RestClientException failed) {
        return new RegistryUnavailableException(
                "The schema registry failed at " + what + ": " + failed.getMessage(), failed);
    }

    private static String verdict(String what, RestClientException refused) {
        return "The schema registry refuses " + what + ": " + refused.getMessage();
    }

    /** What to throw when the registry did not answer. */
    static RegistryUnavailableException unreachable(IOException unreachable) {
        return new RegistryUnavailableException(
                "The schema registry is not reachable: " + unreachable.getMessage(), unreachable);
    }

    /** Whether the same call may succeed later: the registry is overloaded, broken, or does not let us in yet. */
    private static boolean isPassing(RestClientException refused) {
        int status = refused.getStatus();
        return status >= 500 || status == TOO_MANY_REQUESTS || status == 401 || status == 403;
    }
}
