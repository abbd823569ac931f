package io.ida.configuration;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What of a process's settings each kind of Kafka client gets: the keys it knows, those behind its prefix, which win, and
 * those of plug-ins. Immutable; every map is the caller's own.
 */
public final class ClientSettings {
    private final Map<String, String> properties;

    /** @param properties all of the process, whoever they are for */
    public ClientSettings(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** For consumers: also {@code consumer.*}. */
    public Map<String, Object> consumer() {
        return select(ConsumerConfig.configNames(), KafkaKeys.CONSUMER);
    }

    /** For producers: also {@code producer.*}. */
    public Map<String, Object> producer() {
        return select(ProducerConfig.configNames(), KafkaKeys.PRODUCER);
    }

    /** For admin clients: also {@code admin.*}. */
    public Map<String, Object> admin() {
        return select(AdminClientConfig.configNames(), KafkaKeys.ADMIN);
    }

    private Map<String, Object> select(Set<String> names, String prefix) {
        PlugInKeys plugIns = PlugInKeys.of(properties);
        Map<String, Object> selected = new HashMap<>();
        properties.forEach((key, value) -> {
            if (names.contains(key) || plugIns.contains(key)) {
                selected.put(key, value);
            }
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                selected.put(key.substring(prefix.length()), value);
            }
        });
        return selected;
    }
}
