package io.ida.embedded;

import com.fasterxml.jackson.databind.util.RawValue;
import io.ida.embedded.RegistryChange.SchemaVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Confluent's REST API: which path asks what, and what the answers look like. */
final class RegistryRoutes {
    /** Stands for one variable segment of a path. */
    private static final String VARIABLE = "*";

    private static final Map<String, String> READ_WRITE = Map.of("mode", "READWRITE");

    private record Route(String method, List<String> path, Function<RegistryCall, Object> handler) {}

    private final List<Route> routes = new ArrayList<>();
    private final SubjectRegistry registry;

    RegistryRoutes(SubjectRegistry registry) {
        this.registry = registry;
        subjects();
        schemas();
        compatibility();
        route("GET", "", call -> Map.of());
        route("GET", "mode", call -> READ_WRITE);
        route("GET", "mode/*", call -> READ_WRITE);
    }

    /**
     * Answers a call.
     *
     * @param path decoded segments
     * @return what is to be written as JSON
     */
    Object answer(String method, List<String> path, Map<String, String> query, String body) {
        List<Route> there =
                routes.stream().filter(route -> matches(route.path(), path)).toList();
        if (there.isEmpty()) {
            throw RegistryRefusal.noSuchPath(String.join("/", path));
        }
        Route route = there.stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElseThrow(() -> RegistryRefusal.methodNotAllowed(method));
        return route.handler().apply(new RegistryCall(variables(route.path(), path), query, body));
    }

    private void subjects() {
        route("GET", "subjects", call -> matching(call, registry.subjects(call.withDeleted())));
        route("POST", "subjects/*", this::lookup);
        route("DELETE", "subjects/*", call -> registry.deleteSubject(refusingPermanence(call)));
        route("GET", "subjects/*/versions", this::versionNumbers);
        route("POST", "subjects/*/versions", call -> Map.of("id", registry.register(call.subject(), call.schema())));
        route("GET", "subjects/*/versions/*", call -> described(version(call)));
        route(
                "DELETE",
                "subjects/*/versions/*",
                call -> registry.deleteVersion(refusingPermanence(call), call.version()));
        route(
                "GET",
                "subjects/*/versions/*/schema",
                call -> new RawValue(version(call).schema()));
        route("GET", "subjects/*/versions/*/referencedby", call -> {
            version(call);
            return List.of();
        });
    }

    private void schemas() {
        route("GET", "schemas", this::allVersions);
        route("GET", "schemas/types", call -> List.of("AVRO"));
        route("GET", "schemas/ids/*", this::schema);
        route("GET", "schemas/ids/*/schema", call -> new RawValue(registry.schema(call.id())));
        route(
                "GET",
                "schemas/ids/*/subjects",
                call -> holders(call).map(SchemaVersion::subject).distinct().toList());
        route(
                "GET",
                "schemas/ids/*/versions",
                call -> holders(call)
                        .map(holder -> Map.of("subject", holder.subject(), "version", holder.version()))
                        .toList());
    }

    private void compatibility() {
        route("GET", "config", call -> Map.of("compatibilityLevel", registry.globalLevel()));
        route("PUT", "config", call -> setLevel(call, Optional.empty()));
        route("DELETE", "config", call -> resetLevel(Optional.empty(), registry.globalLevel()));
        route("GET", "config/*", call -> Map.of("compatibilityLevel", level(call)));
        route("PUT", "config/*", call -> setLevel(call, Optional.of(call.subject())));
        route("DELETE", "config/*", call -> resetLevel(Optional.of(call.subject()), registry.ownLevel(call.subject())));
        route(
                "POST",
                "compatibility/subjects/*/versions",
                call -> verdict(call, registry.objections(call.subject(), call.schema())));
        route(
                "POST",
                "compatibility/subjects/*/versions/*",
                call -> verdict(call, registry.objections(call.subject(), call.version(), call.schema())));
    }

    private Object lookup(RegistryCall call) {
        return described(registry.lookup(call.subject(), call.schema(), call.withDeleted()));
    }

    private Object versionNumbers(RegistryCall call) {
        return registry.versions(call.subject(), call.withDeleted()).stream()
                .map(SchemaVersion::version)
                .toList();
    }

    private Object allVersions(RegistryCall call) {
        return matching(call, registry.subjects(call.withDeleted())).stream()
                .flatMap(subject -> call.asks("latestOnly")
                        ? Stream.of(registry.version(subject, "latest", call.withDeleted()))
                        : registry.versions(subject, call.withDeleted()).stream())
                .map(RegistryRoutes::described)
                .toList();
    }

    private Object schema(RegistryCall call) {
        String schema = registry.schema(call.id());
        return call.asks("fetchMaxId")
                ? Map.of("schema", schema, "maxId", registry.highestId())
                : Map.of("schema", schema);
    }

    private SchemaVersion version(RegistryCall call) {
        return registry.version(call.subject(), call.version(), call.withDeleted());
    }

    private Stream<SchemaVersion> holders(RegistryCall call) {
        return registry.versionsOf(call.id(), call.withDeleted()).stream();
    }

    private CompatibilityLevel level(RegistryCall call) {
        return call.asks("defaultToGlobal")
                ? registry.effectiveLevel(call.subject())
                : registry.ownLevel(call.subject());
    }

    private Object setLevel(RegistryCall call, Optional<String> subject) {
        CompatibilityLevel level = call.level();
        registry.setLevel(subject, Optional.of(level));
        return Map.of("compatibility", level);
    }

    private Object resetLevel(Optional<String> subject, CompatibilityLevel former) {
        registry.setLevel(subject, Optional.empty());
        return Map.of("compatibilityLevel", former);
    }

    private static Object verdict(RegistryCall call, List<String> objections) {
        return call.asks("verbose")
                ? Map.of("is_compatible", objections.isEmpty(), "messages", objections)
                : Map.of("is_compatible", objections.isEmpty());
    }

    private static List<String> matching(RegistryCall call, List<String> subjects) {
        String prefix = call.query().getOrDefault("subjectPrefix", "");
        return subjects.stream().filter(subject -> subject.startsWith(prefix)).toList();
    }

    /** Ids stand in records for as long as those are kept, so a schema is never forgotten. */
    private static String refusingPermanence(RegistryCall call) {
        if (call.asks("permanent")) {
            throw RegistryRefusal.notPermitted("This registry deletes softly only: records may still carry the id");
        }
        return call.subject();
    }

    private static Map<String, Object> described(SchemaVersion version) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("subject", version.subject());
        description.put("version", version.version());
        description.put("id", version.id());
        description.put("schema", version.schema());
        return description;
    }

    private void route(String method, String path, Function<RegistryCall, Object> handler) {
        routes.add(new Route(method, path.isEmpty() ? List.of() : List.of(path.split("/")), handler));
    }

    private static boolean matches(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!pattern.get(i).equals(VARIABLE) && !pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> variables(List<String> pattern, List<String> path) {
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals(VARIABLE)) {
                variables.add(path.get(i));
            }
        }
        return variables;
    }
}
