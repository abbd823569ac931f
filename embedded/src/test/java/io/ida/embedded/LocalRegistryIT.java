package io.ida.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalRegistryIT extends RegistryContract {
    private static LocalBroker broker;
    private static LocalRegistry registry;

    @BeforeAll
    static void start() {
        broker = LocalBroker.startTemporary(Map.of());
        registry = LocalRegistry.start(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Override
    String url() {
        return registry.url();
    }

    @Test
    void everyVersionMustFitEveryOtherUnlessToldOtherwise() throws Exception {
        try (LocalBroker empty = LocalBroker.startTemporary(Map.of());
                LocalRegistry fresh = LocalRegistry.start(empty.bootstrapServers())) {
            assertThat(get(fresh, "/config")).isEqualTo("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
            assertThat(get(fresh, "/subjects")).isEqualTo("[]");
        }
    }

    @Test
    void whatApicurioAnswersDifferentlyIsAnsweredAsConfluentDoes() throws Exception {
        SchemaRegistryClient client = newClient();
        client.updateCompatibility("strict", "NONE");
        client.register("strict", record(A));
        assertThat(client.register("strict", record(B))).isPositive();
        client.updateCompatibility("strict", "FULL");
        assertThat(client.testCompatibilityVerbose("strict", record(A, B))).isNotEmpty();
        refused(422, 42202, () -> new RestService(url()).getVersion("strict", 0));
        refused(422, 42203, () -> client.updateCompatibility("strict", "SOMEWHAT"));
    }

    @Test
    void subjectsMayHoldSlashesAndLettersOfAllLanguages() throws Exception {
        assertThat(register(registry, "a%2Fb%C3%BC", "\\\"long\\\"")).startsWith("{\"id\":");
        assertThat(get(registry, "/subjects?subjectPrefix=a%2F")).isEqualTo("[\"a/bü\"]");
        assertThat(get(registry, "/subjects/a%2Fb%C3%BC/versions")).isEqualTo("[1]");
    }

    @Test
    void schemasIdsLevelsAndDeletionsSurviveARestart() throws Exception {
        SchemaRegistryClient before = newClient();
        int kept = before.register("kept", record());
        before.updateCompatibility("kept", "FORWARD");
        before.register("deleted", record());
        before.deleteSubject("deleted");

        registry.close();
        registry = LocalRegistry.start(broker.bootstrapServers());

        SchemaRegistryClient after = newClient();
        assertThat(after.getSchemaById(kept)).isEqualTo(record());
        assertThat(after.getCompatibility("kept")).isEqualTo("FORWARD");
        assertThat(after.getAllSubjects()).contains("kept").doesNotContain("deleted");
        assertThat(after.register("deleted", record())).isEqualTo(kept);
        assertThat(after.getAllVersions("deleted")).containsExactly(2);
        assertThat(after.register("new", new AvroSchema("\"bytes\""))).isGreaterThan(kept);
    }

    @Test
    void aLaterRegistryTakesTheLogOver() throws Exception {
        try (LocalBroker shared = LocalBroker.startTemporary(Map.of());
                LocalRegistry earlier = LocalRegistry.start(shared.bootstrapServers());
                LocalRegistry later = LocalRegistry.start(shared.bootstrapServers())) {
            assertThat(register(later, "taken-over", "\\\"string\\\"")).isEqualTo("{\"id\":1}");
            assertThat(register(earlier, "refused", "\\\"int\\\"")).contains("50001");
            assertThat(register(earlier, "refused", "\\\"int\\\"")).contains("restart");
            assertThat(get(earlier, "/subjects")).isEqualTo("[]");
        }
    }

    @Test
    void aTakenPortIsNamedAndTheRunningRegistryKeepsItsLog() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(LocalPorts.LOOPBACK))) {
            assertThatExceptionOfType(LocalServiceException.class)
                    .isThrownBy(() -> LocalRegistry.start(broker.bootstrapServers(), other.getLocalPort()))
                    .withMessageContaining(Integer.toString(other.getLocalPort()));
        }
        assertThat(newClient().register("still-writing", record())).isPositive();
    }

    @Test
    void aTopicThatForgetsIsRefused() throws Exception {
        try (LocalBroker empty = LocalBroker.startTemporary(Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", empty.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(SchemaLog.TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            assertThatExceptionOfType(LocalServiceException.class)
                    .isThrownBy(() -> LocalRegistry.start(empty.bootstrapServers()))
                    .withMessageContaining("cleanup.policy=compact");
        }
    }

    @Test
    void whatItDoesNotServeIsSaid() throws Exception {
        assertThat(post("/subjects/s/versions", "{\"schemaType\": \"PROTOBUF\", \"schema\": \"x\"}"))
                .contains("42201", "AVRO only");
        assertThat(post("/subjects/s/versions", "{\"schema\": \"\\\"int\\\"\", \"references\": [{\"name\": \"x\"}]}"))
                .contains("42201", "references");
        assertThat(post("/subjects/s/versions", "no json")).contains("400");
        assertThat(post("/nowhere", "")).contains("404");
        assertThat(post("/schemas/types", "")).contains("405");
    }

    @Test
    void everyPathOfConfluentsApiThatToolsReadIsThere() throws Exception {
        int id = newClient().register("read-by-tools", record());
        String schema = newClient().getSchemaById(id).canonicalString();
        assertThat(get(registry, "/")).isEqualTo("{}");
        assertThat(get(registry, "/mode")).isEqualTo("{\"mode\":\"READWRITE\"}");
        assertThat(get(registry, "/schemas/types")).isEqualTo("[\"AVRO\"]");
        assertThat(get(registry, "/schemas/ids/" + id + "/schema")).isEqualTo(schema);
        assertThat(get(registry, "/schemas/ids/" + id + "/subjects")).contains("read-by-tools");
        assertThat(get(registry, "/subjects/read-by-tools/versions/latest/schema"))
                .isEqualTo(schema);
        assertThat(get(registry, "/schemas?subjectPrefix=read-by-t&latestOnly=true"))
                .startsWith("[{\"subject\":\"read-by-tools\",\"version\":1,\"id\":" + id + ",");
        assertThat(get(registry, "/config/read-by-tools")).contains("40408");
        assertThat(get(registry, "/config/read-by-tools?defaultToGlobal=true")).contains("compatibilityLevel");
    }

    private static String register(LocalRegistry target, String subject, String schema) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(target.url() + "/subjects/" + subject + "/versions"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"" + schema + "\"}")));
    }

    private static String post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String get(LocalRegistry target, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(target.url() + path)));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
