package io.ida.cli;

import io.ida.configuration.Permission;
import io.ida.embedded.LocalBroker;
import io.ida.embedded.LocalRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker that speaks TLS, wants a password and allows what its rules say, with a registry that wants TLS and a password,
 * too. The administrator logs in with PLAIN, everybody else with SCRAM.
 */
final class SecuredCluster implements AutoCloseable {
    private static final String ADMINISTRATOR = "admin";

    private final Certificate certificate;
    private final LocalBroker broker;
    private final LocalRegistry registry;
    private final RegistryGate gate;
    private final Admin admin;

    /** Starts broker and registry, which keep their data in a directory. */
    SecuredCluster(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        certificate = Certificate.make(directory);
        broker = LocalBroker.start(directory.resolve("broker"), 0, settings(certificate));
        registry = LocalRegistry.start(administrator(), 0);
        gate = new RegistryGate(registry.url(), certificate);
        admin = Admin.create(new HashMap<>(administrator()));
    }

    /** Makes a user that may do nothing yet. */
    void addUser(String name) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), passwordOf(name))))
                .all()
                .get();
    }

    void grant(String user, Collection<Permission> permissions) throws ExecutionException, InterruptedException {
        admin.createAcls(rules(user, permissions)).all().get();
    }

    void revoke(String user, Permission permission) throws ExecutionException, InterruptedException {
        admin.deleteAcls(rules(user, List.of(permission)).stream()
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get();
    }

    /** How many records are in the topics whose names begin so, marks of transactions included. */
    long records(String prefix) throws ExecutionException, InterruptedException {
        Set<String> names = new HashSet<>(admin.listTopics().names().get());
        names.removeIf(name -> !name.startsWith(prefix));
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** What a user needs to know of the cluster; the registry knows it by a password. */
    Map<String, String> properties(String user) {
        Map<String, String> properties = clients("SCRAM-SHA-512", "scram.ScramLoginModule", user);
        properties.put("schema.registry.url", gate.url());
        properties.put("schema.registry.ssl.truststore.type", "PEM");
        properties.put(
                "schema.registry.ssl.truststore.location", certificate.trusted().toString());
        properties.put("basic.auth.credentials.source", "USER_INFO");
        properties.put("basic.auth.user.info", RegistryGate.USER_AND_PASSWORD);
        return properties;
    }

    /** Like {@link #properties}, but the registry knows the user by a token. */
    Map<String, String> propertiesWithToken(String user) {
        Map<String, String> properties = properties(user);
        properties.keySet().removeIf(key -> key.startsWith("basic.auth."));
        properties.put("bearer.auth.credentials.source", "STATIC_TOKEN");
        properties.put("bearer.auth.token", RegistryGate.TOKEN);
        return properties;
    }

    @Override
    public void close() {
        admin.close();
        gate.close();
        registry.close();
        broker.close();
    }

    private Map<String, String> administrator() {
        return clients("PLAIN", "plain.PlainLoginModule", ADMINISTRATOR);
    }

    private Map<String, String> clients(String mechanism, String module, String user) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.trusted().toString(),
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                login(module, user, "")));
    }

    /** Everybody is on the broker's listener; on the controller's, with neither TLS nor login, is only the broker itself. */
    private static Map<String, String> settings(Certificate certificate) {
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", certificate.keyStore().toString()),
                Map.entry("ssl.keystore.password", Certificate.PASSWORD),
                Map.entry("ssl.key.password", Certificate.PASSWORD),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", certificate.trusted().toString()),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.broker.plain.sasl.jaas.config",
                        login(
                                "plain.PlainLoginModule",
                                ADMINISTRATOR,
                                " user_" + ADMINISTRATOR + "=\"" + passwordOf(ADMINISTRATOR) + "\"")),
                Map.entry(
                        "listener.name.broker.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:" + ADMINISTRATOR + ";User:ANONYMOUS"));
    }

    private static String login(String module, String user, String more) {
        return "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                + passwordOf(user) + "\"" + more + ";";
    }

    private static String passwordOf(String user) {
        return "password-of-" + user;
    }

    private static List<AclBinding> rules(String user, Collection<Permission> permissions) {
        return permissions.stream()
                .map(permission -> permission.grantedTo("User:" + user))
                .toList();
    }
}
