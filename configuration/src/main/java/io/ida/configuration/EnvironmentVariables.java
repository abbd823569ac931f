package io.ida.configuration;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings in environment variables, named as in Kafka's own images: {@code KAFKA_SECURITY_PROTOCOL} is {@code
 * security.protocol}; two underscores stand for one, three for a hyphen. {@code KAFKA_} and {@code IDA_} mean the same.
 */
final class EnvironmentVariables {
    private static final Pattern SETTING = Pattern.compile("(?:KAFKA|IDA)_([A-Z0-9_]+)");

    /** Of the scripts, images and the compose file of this project, and of Kafka's own scripts. */
    private static final Set<String> OTHERS = Set.of(
            "IDA_PART",
            "IDA_HEAP_PERCENT",
            "IDA_JAVA_OPTS",
            "IDA_LOG_FORMAT",
            "IDA_LOG_LEVEL",
            "IDA_VERSION",
            "IDA_ENGINE",
            "IDA_JARS",
            "KAFKA_IMAGE",
            "KAFKA_HOME",
            "KAFKA_VERSION",
            "KAFKA_DEBUG",
            "KAFKA_OPTS",
            "KAFKA_HEAP_OPTS",
            "KAFKA_GC_LOG_OPTS",
            "KAFKA_JMX_OPTS",
            "KAFKA_JVM_PERFORMANCE_OPTS",
            "KAFKA_LOG4J_OPTS",
            "KAFKA_LOG4J_CMD_OPTS");

    /** What Kubernetes tells a container of a service named kafka or ida-something, unless told not to. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private EnvironmentVariables() {}

    /** The settings among variables. An empty variable says nothing. */
    static Map<String, Setting> settings(Map<String, String> environment) {
        Map<String, Setting> settings = new TreeMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!isSetting(name, value)) {
                return;
            }
            Setting before = settings.put(key(name), new Setting(key(name), value, "environment " + name));
            if (before != null) {
                throw new ConfigException(
                        "Both " + before.source() + " and " + name + " give " + key(name) + ": unset one of them.");
            }
        });
        return settings;
    }

    static boolean isSetting(String name, String value) {
        return SETTING.matcher(name).matches()
                && !value.isEmpty()
                && !OTHERS.contains(name)
                && !SERVICE_LINK.matcher(name).matches()
                && !SERVICE_ADDRESS.matcher(value).matches();
    }

    private static String key(String name) {
        return name.substring(name.indexOf('_') + 1)
                .toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
    }
}
