package io.ida.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.ida.schemas.Topic;
import io.ida.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.avro.specific.SpecificData;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this project expects of a schema registry, as Confluent's Java client sees it. Every registry we run on passes. */
abstract class RegistryContract {
    static final String A = field("a", "");
    static final String B = field("b", "");
    private static final String C = field("c", "");
    private static final String B_WITH_DEFAULT = field("b", ", \"default\": \"\"");
    private static final String A_WITH_DEFAULT = field("a", ", \"default\": \"\"");
    private static final String A_AS_NUMBER = "{\"name\": \"a\", \"type\": \"int\", \"default\": 0}";

    private final String subject = "contract-" + UUID.randomUUID() + "-value";
    private SchemaRegistryClient client;
    private RestService rest;

    /** Address of the registry under test. */
    abstract String url();

    @BeforeEach
    void connect() throws Exception {
        rest = new RestService(url());
        client = newClient();
        client.updateCompatibility(null, "FULL_TRANSITIVE");
    }

    @Test
    void registeringAgainGivesTheSameIdAndNoNewVersion() throws Exception {
        int id = client.register(subject, record(A));
        assertThat(newClient().register(subject, record(A))).isEqualTo(id);
        assertThat(client.getAllVersions(subject)).containsExactly(1);
    }

    @Test
    void aSchemaHasOneIdInEverySubject() throws Exception {
        String other = subject + "-other";
        AvroSchema schema = uniqueRecord();
        int id = client.register(subject, schema);
        assertThat(client.register(other, schema)).isEqualTo(id);
        assertThat(rest.getAllVersionsById(id))
                .containsExactlyInAnyOrder(new SubjectVersion(subject, 1), new SubjectVersion(other, 1));
    }

    @Test
    void differentSchemasHaveDifferentIds() throws Exception {
        assertThat(client.register(subject, record(A)))
                .isNotEqualTo(client.register(subject, record(A, B_WITH_DEFAULT)));
    }

    @Test
    void versionsCountFromOneAndLatestIsTheLast() throws Exception {
        client.register(subject, record(A));
        int second = client.register(subject, record(A, B_WITH_DEFAULT));
        SchemaMetadata latest = client.getLatestSchemaMetadata(subject);
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
        assertThat(latest.getVersion()).isEqualTo(2);
        assertThat(latest.getId()).isEqualTo(second);
        assertThat(new AvroSchema(latest.getSchema())).isEqualTo(record(A, B_WITH_DEFAULT));
        assertThat(client.getSchemaMetadata(subject, 1).getVersion()).isEqualTo(1);
    }

    @Test
    void aSchemaIsFoundByItsId() throws Exception {
        int id = client.register(subject, record(A));
        assertThat(newClient().getSchemaById(id)).isEqualTo(record(A));
    }

    @Test
    void idAndVersionAreFoundByTheSchema() throws Exception {
        client.register(subject, record(A));
        int id = client.register(subject, record(A, B_WITH_DEFAULT));
        assertThat(newClient().getId(subject, record(A, B_WITH_DEFAULT))).isEqualTo(id);
        assertThat(newClient().getVersion(subject, record(A, B_WITH_DEFAULT))).isEqualTo(2);
    }

    @Test
    void subjectsAreListed() throws Exception {
        client.register(subject, record(A));
        assertThat(client.getAllSubjects()).contains(subject);
    }

    @Test
    void subjectsMayHoldAnySign() throws Exception {
        String odd = subject + " with spaces, +plus and %41";
        int id = client.register(odd, record(A));
        assertThat(newClient().getId(odd, record(A))).isEqualTo(id);
        assertThat(client.getAllSubjects()).contains(odd);
    }

    @Test
    void whatIsNotThereIsNamedByAnErrorCode() throws Exception {
        refused(404, 40401, () -> client.getAllVersions(subject));
        refused(404, 40401, () -> client.getLatestSchemaMetadata(subject));
        refused(404, 40403, () -> client.getSchemaById(1_000_000));
        client.register(subject, record(A));
        refused(404, 40402, () -> client.getSchemaMetadata(subject, 7));
        refused(404, 40403, () -> client.getId(subject, record(B)));
    }

    @Test
    void anInvalidSchemaIsRefused() {
        refused(422, 42201, () -> rest.registerSchema("{\"type\": \"record\", \"name\": \"Nameless\"}", subject));
    }

    @Test
    void anIncompatibleSchemaIsRefusedAndLeavesNoTrace() throws Exception {
        client.register(subject, record(A));
        refused(409, 409, () -> client.register(subject, record(A, B)));
        assertThat(client.getAllVersions(subject)).containsExactly(1);
    }

    @Test
    void compatibilityIsToldInAdvance() throws Exception {
        assertThat(client.testCompatibility(subject, record(A))).isTrue();
        client.register(subject, record(A));
        assertThat(client.testCompatibility(subject, record(A, B_WITH_DEFAULT))).isTrue();
        assertThat(client.testCompatibility(subject, record(A, B))).isFalse();
        assertThat(client.getAllVersions(subject)).containsExactly(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // level, may a required field be added, may one be removed, must only the last version fit
        "BACKWARD,            false, true,  true",
        "BACKWARD_TRANSITIVE, false, true,  false",
        "FORWARD,             true,  false, true",
        "FORWARD_TRANSITIVE,  true,  false, false",
        "FULL,                false, false, true",
        "FULL_TRANSITIVE,     false, false, false"
    })
    void everyLevelForbidsWhatItSays(String level, boolean addition, boolean removal, boolean onlyTheLast)
            throws Exception {
        assertThat(takesTheLast(level, record(A), record(A, B))).isEqualTo(addition);
        assertThat(takesTheLast(level, record(A), record())).isEqualTo(removal);
        assertThat(takesTheLast(level, record(A_WITH_DEFAULT), record(), record(A_AS_NUMBER)))
                .isEqualTo(onlyTheLast);
    }

    @Test
    void aSubjectsOwnLevelGoesBeforeTheGlobalOne() throws Exception {
        client.register(subject, record(A));
        client.updateCompatibility(subject, "FORWARD");
        assertThat(client.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
        assertThat(takes(subject, record(A, B))).isTrue();
        client.deleteCompatibility(subject);
        assertThat(takes(subject, record(A, B, C))).isFalse();
    }

    @Test
    void aDeletedSubjectIsGoneButItsSchemasStayReadable() throws Exception {
        int id = client.register(subject, record(A));
        assertThat(client.deleteSubject(subject)).containsExactly(1);
        assertThat(client.getAllSubjects()).doesNotContain(subject);
        refused(404, 40401, () -> client.getLatestSchemaMetadata(subject));
        assertThat(newClient().getSchemaById(id)).isEqualTo(record(A));
    }

    @Test
    void aDeletedVersionNoLongerCounts() throws Exception {
        client.register(subject, record(A));
        client.register(subject, record(A, B_WITH_DEFAULT));
        assertThat(client.deleteSchemaVersion(subject, "2")).isEqualTo(2);
        assertThat(client.getAllVersions(subject)).containsExactly(1);
        assertThat(client.getLatestSchemaMetadata(subject).getVersion()).isEqualTo(1);
    }

    @Test
    void theEventsOfThisProjectCanBeRegistered() throws Exception {
        for (Topic<?> topic : new Topics(subject + ".", 1).events()) {
            AvroSchema schema = new AvroSchema(SpecificData.get().getSchema(topic.valueType()));
            int id = client.register(topic.name() + "-value", schema);
            assertThat(newClient().getSchemaById(id)).isEqualTo(schema);
            assertThat(newClient().getId(topic.name() + "-value", schema)).isEqualTo(id);
        }
    }

    @Test
    void simultaneousRegistrationsOfOneSchemaAgreeOnItsId() {
        AvroSchema schema = uniqueRecord();
        Set<Integer> ids = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7).parallelStream()
                .map(attempt -> registerUnchecked(schema))
                .toList());
        assertThat(ids).hasSize(1);
    }

    SchemaRegistryClient newClient() {
        return new CachedSchemaRegistryClient(url(), 100);
    }

    static AvroSchema record(String... fields) {
        return named("Contract", fields);
    }

    static void refused(int status, int code, ThrowingCallable request) {
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(request)
                .satisfies(e -> assertThat(e.getStatus()).isEqualTo(status))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }

    /** Whether a new subject of this level takes the last schema after the others. */
    private boolean takesTheLast(String level, AvroSchema... schemas) throws Exception {
        String fresh = "contract-" + UUID.randomUUID();
        client.register(fresh, schemas[0]);
        client.updateCompatibility(fresh, level);
        assertThat(client.getCompatibility(fresh)).isEqualTo(level);
        for (AvroSchema between : Arrays.asList(schemas).subList(1, schemas.length - 1)) {
            client.register(fresh, between);
        }
        return takes(fresh, schemas[schemas.length - 1]);
    }

    private boolean takes(String name, AvroSchema schema) throws Exception {
        try {
            client.register(name, schema);
            return true;
        } catch (RestClientException e) {
            assertThat(e.getErrorCode()).isEqualTo(409);
            return false;
        }
    }

    private int registerUnchecked(AvroSchema schema) {
        try {
            return newClient().register(subject, schema);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static AvroSchema uniqueRecord() {
        return named("Contract" + UUID.randomUUID().toString().replace("-", ""), A);
    }

    private static AvroSchema named(String name, String... fields) {
        return new AvroSchema("{\"type\": \"record\", \"name\": \"" + name + "\", \"namespace\": \"io.ida.contract\","
                + " \"fields\": [" + String.join(",", fields) + "]}");
    }

    private static String field(String name, String rest) {
        return "{\"name\": \"" + name + "\", \"type\": \"string\"" + rest + "}";
    }
}
