package io.ida.configuration;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;

/** The brokers do not allow a process what it needs. */
public final class MissingAccessException extends AuthorizationException {
    private static final long serialVersionUID = 1L;

    MissingAccessException(String process, List<Permission> missing) {
        super(process + " is not allowed: "
                + missing.stream().map(Permission::words).collect(Collectors.joining(", "))
                + ". './ida acls list " + process + "' shows all that it needs.");
    }
}
