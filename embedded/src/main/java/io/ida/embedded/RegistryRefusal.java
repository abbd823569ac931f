package io.ida.embedded;

/** A request that the registry refuses, with the HTTP status and error code that Confluent's clients know. */
final class RegistryRefusal extends RuntimeException {
    private final int status;
    private final int code;

    private RegistryRefusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    static RegistryRefusal subjectNotFound(String subject) {
        return new RegistryRefusal(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryRefusal versionNotFound(String version) {
        return new RegistryRefusal(404, 40402, "Version " + version + " not found.");
    }

    static RegistryRefusal schemaNotFound(String which) {
        return new RegistryRefusal(404, 40403, "Schema " + which + " not found");
    }

    static RegistryRefusal levelNotSet(String subject) {
        return new RegistryRefusal(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryRefusal incompatible(String subject, Object details) {
        return new RegistryRefusal(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + details);
    }

    static RegistryRefusal invalidSchema(String reason) {
        return new RegistryRefusal(422, 42201, "Invalid schema: " + reason);
    }

    static RegistryRefusal invalidVersion(String version) {
        return new RegistryRefusal(
                422,
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryRefusal invalidLevel(String level) {
        return new RegistryRefusal(
                422,
                42203,
                "Invalid compatibility level '" + level
                        + "'. Valid values are none, backward, forward, full, backward_transitive,"
                        + " forward_transitive, and full_transitive");
    }

    static RegistryRefusal notPermitted(String reason) {
        return new RegistryRefusal(422, 42205, reason);
    }

    static RegistryRefusal malformed(String reason) {
        return new RegistryRefusal(400, 400, reason);
    }

    static RegistryRefusal noSuchPath(String path) {
        return new RegistryRefusal(404, 404, "HTTP 404 Not Found: " + path);
    }

    static RegistryRefusal methodNotAllowed(String method) {
        return new RegistryRefusal(405, 405, "HTTP 405 Method Not Allowed: " + method);
    }

    static RegistryRefusal tooLarge(int limit) {
        return new RegistryRefusal(413, 413, "The request is larger than " + limit + " bytes");
    }

    static RegistryRefusal notStored(String reason) {
        return new RegistryRefusal(500, 50001, "The change is not stored: " + reason);
    }
}
