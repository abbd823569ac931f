package io.ida.configuration;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The keys of Confluent's registry client and of serializers that use it. */
final class RegistryKeys {
    /** The client takes this form, too, though its constant is deprecated. */
    private static final String REGISTRY_USER_INFO =
            SchemaRegistryClientConfig.CLIENT_NAMESPACE + SchemaRegistryClientConfig.USER_INFO_CONFIG;

    private static final Set<String> CLIENTS = Set.of(
            ClusterKeys.SCHEMA_REGISTRY_URL,
            "auto.register.schemas",
            "use.latest.version",
            SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE,
            SchemaRegistryClientConfig.USER_INFO_CONFIG,
            REGISTRY_USER_INFO,
            SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE,
            SchemaRegistryClientConfig.BEARER_AUTH_TOKEN_CONFIG,
            SchemaRegistryClientConfig.BEARER_AUTH_CUSTOM_PROVIDER_CLASS,
            SchemaRegistryClientConfig.BEARER_AUTH_LOGICAL_CLUSTER,
            SchemaRegistryClientConfig.BEARER_AUTH_IDENTITY_POOL_ID,
            SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
            SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
            SchemaRegistryClientConfig.PROXY_HOST,
            SchemaRegistryClientConfig.PROXY_PORT,
            SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG,
            SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
            SchemaRegistryClientConfig.MISSING_VERSION_CACHE_TTL_CONFIG,
            SchemaRegistryClientConfig.MISSING_SCHEMA_CACHE_TTL_CONFIG);

    private static final Set<String> ALL =
            Stream.concat(CLIENTS.stream(), tls()).collect(Collectors.toUnmodifiableSet());

    private RegistryKeys() {}

    static Set<String> all() {
        return ALL;
    }

    /** Kafka's own, behind a prefix. */
    private static Stream<String> tls() {
        return ConsumerConfig.configNames().stream()
                .filter(name -> name.startsWith("ssl."))
                .map(name -> SchemaRegistryClientConfig.CLIENT_NAMESPACE + name);
    }
}
