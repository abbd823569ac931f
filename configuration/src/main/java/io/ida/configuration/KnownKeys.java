package io.ida.configuration;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys that a process knows: its own, those of Kafka's clients and Kafka Streams, of Confluent's registry client, and
 * of plug-ins that it was told of. Any other is an error. One file or environment may serve all processes, so keys of the
 * others are left aside. Immutable.
 */
public final class KnownKeys {
    /** Names keys that neither this project nor Kafka knows, separated by commas; a star stands for any ending. */
    public static final String PLUG_INS = "known.keys";

    /** What the keys begin with that belong to one process or the other. */
    private static final Set<String> OF_PROCESSES = Set.of(
            "decompose.",
            "assist.",
            "synthesize.",
            "distill.",
            "training.",
            "model.store",
            "event.max.bytes",
            "state.memory.bytes",
            "monitoring.",
            "tracing.",
            "run.",
            "controller.");

    private final String process;
    private final Set<String> own;
    private final Set<String> ofOthers;

    private KnownKeys(String process, Set<String> own, Set<String> ofOthers) {
        this.process = process;
        this.own = own;
        this.ofOthers = ofOthers;
    }

    /**
     * The keys of one process, which does not know the others.
     *
     * @param process its name, for messages
     * @param own its own keys, without Kafka's and the registry's
     */
    public static KnownKeys of(String process, Collection<String> own) {
        Set<String> ofOthers = new HashSet<>(OF_PROCESSES);
        ofOthers.removeIf(prefix -> own.stream().anyMatch(key -> key.startsWith(prefix)));
        return new KnownKeys(process, Set.copyOf(own), ofOthers);
    }

    /** The keys of the command, which knows every process. */
    public static KnownKeys ofAll(String process, Collection<String> keysOfAllProcesses) {
        return new KnownKeys(process, Set.copyOf(keysOfAllProcesses), Set.of());
    }

    /**
     * The settings that concern the process; those of plug-ins show no values.
     *
     * @throws ConfigException if nobody knows a key; the message says who gave it and which one may have been meant
     */
    public GivenSettings check(GivenSettings given) {
        PlugInKeys plugIns = given.of(PLUG_INS)
                .map(it -> PlugInKeys.of(Map.of(PLUG_INS, it.value())))
                .orElse(PlugInKeys.of(Map.of()));
        return given.map(setting -> {
            if (isKnown(setting.key())) {
                return Optional.of(setting);
            }
            if (plugIns.contains(setting.key())) {
                return Optional.of(setting.ofPlugIn());
            }
            if (ofOthers.stream().anyMatch(setting.key()::startsWith)) {
                return Optional.empty();
            }
            throw new ConfigException(unknown(setting));
        });
    }

    private boolean isKnown(String key) {
        return own.contains(key)
                || key.equals(PLUG_INS)
                || KafkaKeys.isKnown(key)
                || RegistryKeys.all().contains(key);
    }

    private String unknown(Setting setting) {
        Set<String> known = new HashSet<>(own);
        known.addAll(KafkaKeys.all());
        known.addAll(RegistryKeys.all());
        String meant = Spelling.nearest(setting.key(), new TreeSet<>(known))
                .map(near -> " Did you mean '" + near + "'?")
                .orElse("");
        return "Unknown key '" + setting.key() + "' for " + process + ", given by " + setting.source() + "." + meant
                + " See docs/configuration.md for all keys; name the key in " + PLUG_INS
                + " if it is for a plug-in of Kafka's clients.";
    }
}
