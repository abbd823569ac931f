package io.ida.monitoring;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where a process shows its health and metrics.
 *
 * @param host name or address of the interface
 * @param port 0 for a free one, {@value #NONE} for none
 */
public record MonitoringConfig(String host, int port) {
    /** Name or address of the interface to listen on. */
    public static final String HOST = "monitoring.host";

    /** Port to listen on. */
    public static final String PORT = "monitoring.port";

    /** The port of a process that shows nothing. */
    public static final int NONE = -1;

    /** All keys. */
    public static final Set<String> KEYS = Set.of(HOST, PORT);

    private static final int MAX_PORT = 65_535;

    /** Adds the keys to those of a process. */
    public static ConfigDef define(ConfigDef keys) {
        return keys.define(
                        HOST,
                        Type.STRING,
                        "0.0.0.0",
                        Importance.LOW,
                        "Interface that health and metrics are shown on; 0.0.0.0 for all.")
                .define(
                        PORT,
                        Type.INT,
                        NONE,
                        Range.between(NONE, MAX_PORT),
                        Importance.MEDIUM,
                        "Port of /health/live, /health/ready and /metrics, see [monitoring](monitoring.md): 0 takes a"
                                + " free one, " + NONE + " opens none.");
    }

    /** The values of a configuration that has the keys. */
    public static MonitoringConfig from(AbstractConfig values) {
        return new MonitoringConfig(values.getString(HOST), values.getInt(PORT));
    }

    /**
     * The values among properties.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one is wrong; the message names it
     */
    public static MonitoringConfig from(Map<String, String> properties) {
        return from(new AbstractConfig(define(new ConfigDef()), properties, false));
    }
}
