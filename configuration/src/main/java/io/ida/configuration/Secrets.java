package io.ida.configuration;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Hides what must not be shown. */
final class Secrets {
    private static final String HIDDEN = "********";

    /** What is named so is a secret, whoever it is for. */
    private static final Pattern NAMED_SECRET =
            Pattern.compile("(.*[._-])?(password|passphrase|secret|token|user\\.info|api\\.key|credentials|headers)");

    private static final Set<String> KAFKAS = KafkaKeys.ofType(Type.PASSWORD);

    /** Where a value is kept is no secret: Kafka's clients and this project ask a provider for it. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    private static final Pattern USER_OF_URL = Pattern.compile("://[^/@\\s]+@");

    private Secrets() {}

    /** The value of a key, or stars in the place of what is secret in it. */
    static String mask(String key, String value) {
        if (isSecret(key) && !value.isEmpty() && !REFERENCE.matcher(value).matches()) {
            return HIDDEN;
        }
        return USER_OF_URL.matcher(value).replaceAll("://" + HIDDEN + "@");
    }

    /** Kafka's passwords stay passwords behind any prefix: of one client, of the registry, of a login module. */
    static boolean isSecret(String key) {
        for (int start = 0; start >= 0; start = afterDot(key, start)) {
            if (KAFKAS.contains(key.substring(start))) {
                return true;
            }
        }
        return NAMED_SECRET.matcher(key).matches();
    }

    private static int afterDot(String key, int from) {
        int dot = key.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
