package io.ida.configuration;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Hides what must not be shown. */
final class Secrets {
    private static final String HIDDEN = "********";

    /** What is named so is a secret, whoever it is for. */
    private static final Pattern NAMED_SECRET = Pattern.compile(
            ".*(password|passwd|passphrase|pwd|secret|token|credentials|headers|user[._-]?info"
                    + "|(api|access|account|private|shared|encryption)[._-]?key)",
            Pattern.CASE_INSENSITIVE);

    /** What a provider of secrets is told may be one. */
    private static final Pattern OF_PROVIDER = Pattern.compile("config\\.providers\\..*\\.param\\..*");

    private static final Set<String> KAFKAS = KafkaKeys.ofType(Type.PASSWORD);

    /** Where a value is kept is no secret: Kafka's clients and this project ask a provider for it. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /** Where the next address of a list begins. */
    private static final Pattern NEXT_URL = Pattern.compile("(?=,\\s*[A-Za-z][A-Za-z0-9+.-]*://)");

    /** Up to the last @ of an address: a password may have one, and slashes. */
    private static final Pattern USER_OF_URL = Pattern.compile("://\\S*@");

    private Secrets() {}

    /** The value of a key, or stars in the place of what is secret in it. */
    static String mask(String key, String value) {
        if (isSecret(key)) {
            return hide(value);
        }
        return NEXT_URL.splitAsStream(value)
                .map(url -> USER_OF_URL.matcher(url).replaceAll("://" + HIDDEN + "@"))
                .collect(Collectors.joining());
    }

    /** Stars in the place of a value, unless it says only where the value is kept. */
    static String hide(String value) {
        return value.isEmpty() || REFERENCE.matcher(value).matches() ? value : HIDDEN;
    }

    /** Kafka's passwords stay passwords behind any prefix: of one client, of the registry, of a login module. */
    static boolean isSecret(String key) {
        for (int start = 0; start >= 0; start = afterDot(key, start)) {
            if (KAFKAS.contains(key.substring(start))) {
                return true;
            }
        }
        return NAMED_SECRET.matcher(key).matches() || OF_PROVIDER.matcher(key).matches();
    }

    private static int afterDot(String key, int from) {
        int dot = key.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
