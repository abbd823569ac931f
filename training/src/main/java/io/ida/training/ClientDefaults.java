package io.ida.training;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the clients of the training job and of runs have otherwise than Kafka's: some unless it is given, some always. */
final class ClientDefaults {
    /** A fetch that waits at the end of one range would delay the next range by as long. */
    static final Map<String, String> CONSUMER = Map.of(
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            "50",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            "2000",
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            "10000");

    /** What the work of consumers relies on. */
    static final Map<String, String> FIXED_CONSUMER = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false", ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

    /** For transactional ones. */
    static final Map<String, String> PRODUCER = Map.of(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "30000");

    static final Map<String, String> ADMIN = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "10000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "10000");

    private ClientDefaults() {}

    /** Those that hold, with the prefixes of their clients. */
    static Map<String, String> of(Map<String, String> given) {
        Map<String, String> defaults = new HashMap<>();
        add(defaults, "consumer.", CONSUMER, given);
        add(defaults, "producer.", PRODUCER, given);
        add(defaults, "admin.", ADMIN, given);
        return defaults;
    }

    /** Those that nothing changes, with the prefixes of their clients. */
    static Map<String, String> fixed() {
        Map<String, String> fixed = new HashMap<>();
        add(fixed, "consumer.", FIXED_CONSUMER, Map.of());
        fixed.put("consumer." + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none, in the group earliest");
        return fixed;
    }

    private static void add(
            Map<String, String> all, String prefix, Map<String, String> ofClient, Map<String, String> given) {
        ofClient.forEach((key, value) -> {
            if (!given.containsKey(key) && !given.containsKey(prefix + key)) {
                all.put(prefix + key, value);
            }
        });
    }
}
