package io.ida.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.ida.events.Question;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {
    private final Topics topics = new Topics("lab.", 2);
    private final SchemaRegistration registration = SchemaRegistration.of(topics);
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();

    @Test
    void everyTopicAndEveryEventHasASubject() throws Exception {
        List<SchemaRegistration.Registered> registered = registration.apply(registry);
        assertThat(registered)
                .extracting(SchemaRegistration.Registered::subject)
                .hasSize(15 + 11)
                .contains("lab.questions-value", "lab.runs-value", "io.ida.events.Question")
                .containsExactlyInAnyOrderElementsOf(registry.getAllSubjects());
        for (SchemaRegistration.Registered subject : registered) {
            assertThat(registry.getCompatibility(subject.subject())).isEqualTo("FULL_TRANSITIVE");
        }
    }

    @Test
    void registrationMayBeRepeated() throws Exception {
        assertThat(registration.apply(registry)).isEqualTo(registration.apply(registry));
        assertThat(registry.getAllVersions("lab.questions-value")).hasSize(1);
    }

    @Test
    void serializersFindWhatIsRegistered() {
        registration.apply(registry);
        AvroSerializer<Question> serializer = new AvroSerializer<>(
                registry, new SubjectSettings(false, false), SubjectName.TOPIC, EventSize.UNLIMITED);
        byte[] bytes = serializer.serialize(
                "lab.questions", RandomEvents.of(Question.class, 1, 1).get(0));
        int id = registration.apply(registry).stream()
                .filter(subject -> subject.subject().equals("lab.questions-value"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
    }

    @Test
    void aRegistryThatFailsIsUnavailableAndOneThatRefusesIsNot() throws Exception {
        try (FakeRegistry fake = new FakeRegistry()) {
            SchemaRegistryClient client = EventSerdes.from(fake.properties()).client();
            fake.failWith(503);
            assertThatThrownBy(() -> registration.apply(client)).isInstanceOf(RegistryUnavailableException.class);
            fake.failWith(409);
            assertThatThrownBy(() -> registration.apply(client))
                    .isInstanceOf(SerializationException.class)
                    .isNotInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("lab.questions-value");
        }
    }
}
