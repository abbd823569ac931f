package io.ida.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The catalogue's schemas and the subjects they belong under in a registry: {@code <topic>-value} for each topic, and
 * the full name of each event for state stores. Immutable.
 */
public final class SchemaRegistration {
    /** Every version of a schema reads, and is read by, every other. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final Map<String, Schema> schemas;

    private SchemaRegistration(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** The registration of a catalogue. */
    public static SchemaRegistration of(Topics topics) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (Topic<?> topic : topics.events()) {
            Schema schema = SpecificData.get().getSchema(topic.valueType());
            schemas.put(SubjectName.TOPIC.of(topic.name(), false, schema.getFullName()), schema);
        }
        for (Schema schema : List.copyOf(schemas.values())) {
            schemas.put(SubjectName.RECORD.of("", false, schema.getFullName()), schema);
        }
        return new SchemaRegistration(schemas);
    }

    /**
     * Sets the compatibility of every subject to {@link #COMPATIBILITY}, then registers its schema. May be repeated.
     *
     * @return the subjects with the ids of their schemas, in the catalogue's order
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws SchemaRefusedException if the registry refuses a schema, for example
     *     because it does not go with an earlier version; the subjects before it stay registered
     */
    public List<Registered> apply(SchemaRegistryClient client) {
        List<Registered> registered = new ArrayList<>();
        schemas.forEach((subject, schema) -> {
            try {
                client.updateCompatibility(subject, COMPATIBILITY);
                int id = client.register(subject, new AvroSchema(LanguageNeutral.of(schema)));
                registered.add(new Registered(subject, schema.getFullName(), id));
            } catch (RestClientException refused) {
                throw RegistryErrors.refusedToWrite(schema.getFullName() + " for subject " + subject, refused);
            } catch (IOException unreachable) {
                throw RegistryErrors.unreachable(unreachable);
            }
        });
        return registered;
    }

    /**
     * A schema that the registry has.
     *
     * @param subject its subject
     * @param event full name of the event it describes
     * @param id its id, as it stands in the wire format
     */
    public record Registered(String subject, String event, int id) {}
}
