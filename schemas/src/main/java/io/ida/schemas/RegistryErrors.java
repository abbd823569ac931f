package io.ida.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** Tells a registry's passing troubles from its verdicts. */
final class RegistryErrors {
    private static final int TOO_MANY_REQUESTS = 429;

    private RegistryErrors() {}

    /** Whether the same call may succeed later: the registry is overloaded, broken, or does not let us in yet. */
    static boolean isPassing(RestClientException refused) {
        int status = refused.getStatus();
        return status >= 500 || status == TOO_MANY_REQUESTS || status == 401 || status == 403;
    }
}
