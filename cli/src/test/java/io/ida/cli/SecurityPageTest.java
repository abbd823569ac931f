package io.ida.cli;

import io.ida.configuration.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page is generated: {@code mvn -pl cli test -Dtest=SecurityPageTest -Dwrite.docs=true} writes it anew. */
class SecurityPageTest {

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        GeneratedPage.assertUpToDate("security.md", page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Security

                How the pipeline runs on a cluster that wants TLS, passwords and permission, with a schema registry that does
                so, too. Nothing of it is needed for `./ida up`, whose broker and registry listen on the loopback interface.

                ## Brokers

                Kafka's own keys, in the file of `--command-config` or in variables, see [configuration](configuration.md):

                ```
                bootstrap.servers=broker-1:9094,broker-2:9094
                security.protocol=SASL_SSL
                ssl.truststore.type=PEM
                ssl.truststore.location=/etc/ida/ca.pem
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="decompose" password="…";
                ```

                PLAIN takes `…security.plain.PlainLoginModule`. A client certificate in the place of a password is
                `security.protocol=SSL` with `ssl.keystore.location` and what belongs to it. To keep a password out of the
                file:

                ```
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                sasl.jaas.config=${file:/run/secrets/broker.properties:login}
                ```

                ## Schema registry

                The keys of Confluent's client:

                ```
                schema.registry.url=https://registry:8081
                schema.registry.ssl.truststore.type=PEM
                schema.registry.ssl.truststore.location=/etc/ida/ca.pem
                basic.auth.credentials.source=USER_INFO
                basic.auth.user.info=decompose:…
                ```

                or, with a token, `bearer.auth.credentials.source=STATIC_TOKEN` and `bearer.auth.token=…`. A trust store may
                be PKCS12 or JKS as well, with `schema.registry.ssl.truststore.password`. `OAUTHBEARER` does not work with the
                version of the client that this project carries.

                With `basic.auth.credentials.source=URL` the user is the one in the addresses, `http://decompose:…@registry:8081`,
                the same in all of them. It is taken out of them before the client sees them, which would log it.

                A stage registers the schemas of its topics and of its state, unless they are there: `./ida topics apply` puts
                all of them there. With `auto.register.schemas=false` a stage registers those of its state only.

                ## Who must be allowed what

                ```
                ./ida acls list decompose
                ./ida acls print decompose --principal User:decompose
                ./ida acls apply decompose --principal User:decompose --command-config admin.properties
                ```

                list the permissions of a role, print the calls of Kafka's `kafka-acls.sh` that grant them, and grant them. The
                roles are the stages, the training job, runs (`amplify`, `evaluate`), users who ask and read, operators who
                create topics, edit models, withdraw traces, reset stages and redrive dead letters, and scalers that look at
                the lag, such as [KEDA](kubernetes.md#scaling). Where `topic.prefix`, `application.id` or `training.group.id`
                are set, give them here, too, and what makes distill need more:

                """);
        more(page, "distill.spot.check.share", "0.1");
        more(page, "distill.duplicate.window.ms", "1000");
        page.append("""

                On Kubernetes each part gets a principal of its own from [a Secret](kubernetes.md#secrets).

                A stage and the training job look at the start whether they are allowed what they need. If not, they end with
                exit code 1 and say all that is missing:

                ```
                distill: distill is not allowed: WRITE topic ida.traces. './ida acls list distill' shows all that it needs.
                ```

                What is granted for names that begin with something is not looked at then, because they need not be there
                yet; that a stage may not use its own topics it says when it does.

                The table says what is needed with the default names. READ and WRITE include DESCRIBE.

                """);
        page.append("| Role | Operation | Resource | Name | For |\n|---|---|---|---|---|\n");
        AccessTable.of(Map.of())
                .forEach((role, permissions) -> permissions.forEach(permission -> page.append("| ")
                        .append(role)
                        .append(" | ")
                        .append(permission.operation())
                        .append(" | ")
                        .append(resource(permission))
                        .append(" | `")
                        .append(permission.name())
                        .append("` | ")
                        .append(permission.why())
                        .append(" |\n")));
        page.append("""

                A `*` stands for every name that begins so (`--resource-pattern-type prefixed`).

                ## What is tested

                `SecurityIT` runs the stages on a broker with TLS, SCRAM and Kafka's `StandardAuthorizer`, and a registry
                behind TLS and a password or token: a question flows through all stages, a run of amplification trains a
                version, an operator redrives, edits and resets, a scaler sees the lag, each with what the table grants it.
                `MinimalAccessIT`, in `mvn verify -Plong`, takes each permission of each stage and of the training job away,
                one at a time, and sees the process fail with an error that names it.
                """);
        return page.toString();
    }

    /** What a setting lets distill need besides. */
    private static void more(StringBuilder page, String key, String value) {
        List<Permission> more =
                new ArrayList<>(AccessTable.of(Map.of(key, value)).get("distill"));
        more.removeAll(AccessTable.of(Map.of()).get("distill"));
        page.append("- `").append(key).append("` above 0: ");
        page.append(more.stream()
                .map(permission -> permission.operation() + " " + resource(permission) + " `" + permission.name() + "`")
                .collect(Collectors.joining(", ")));
        page.append(".\n");
    }

    private static String resource(Permission permission) {
        return permission
                .resource()
                .resourceType()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }
}
