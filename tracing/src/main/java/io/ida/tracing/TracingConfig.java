package io.ida.tracing;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Where a process sends the spans that it makes, and which it makes.
 *
 * @param endpoint URL that takes OTLP over HTTP; empty for none
 * @param sampleRatio share of the trees that are traced where the publisher does not say
 * @param headers HTTP headers of what is sent; secret
 */
public record TracingConfig(String endpoint, double sampleRatio, Map<String, String> headers) {
    /** URL that takes OTLP over HTTP. */
    public static final String ENDPOINT = "tracing.endpoint";

    private static final String SAMPLE_RATIO = "tracing.sample.ratio";
    private static final String HEADERS = "tracing.headers";

    /** All keys. */
    public static final Set<String> KEYS = Set.of(ENDPOINT, SAMPLE_RATIO, HEADERS);

    /** Adds the keys to those of a process. */
    public static ConfigDef define(ConfigDef keys) {
        return keys.define(
                        ENDPOINT,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Where spans are sent, see [tracing](tracing.md): the URL of a collector that takes"
                                + " OpenTelemetry's protocol over HTTP, like http://collector:4318/v1/traces; empty:"
                                + " there are none.")
                .define(
                        SAMPLE_RATIO,
                        Type.DOUBLE,
                        1.0,
                        Range.between(0, 1),
                        Importance.LOW,
                        "Share of the questions that are traced, among those whose publisher does not say; the same for"
                                + " every stage.")
                .define(
                        HEADERS,
                        Type.PASSWORD,
                        null,
                        Importance.LOW,
                        "HTTP headers for the collector, such as credentials: name=value, separated by commas.");
    }

    /**
     * The values of a configuration that has the keys.
     *
     * @throws ConfigException if one is wrong; the message names it
     */
    public static TracingConfig from(AbstractConfig values) {
        return new TracingConfig(
                endpoint(values.getString(ENDPOINT)),
                values.getDouble(SAMPLE_RATIO),
                headers(values.getPassword(HEADERS)));
    }

    /** Whether spans are made at all. */
    public boolean isOn() {
        return !endpoint.isEmpty();
    }

    /** Without the values of the headers, and without the endpoint, which may have a password in it. */
    @Override
    public String toString() {
        return "TracingConfig[isOn=" + isOn() + ", sampleRatio=" + sampleRatio + ", headers="
                + new TreeSet<>(headers.keySet()) + "]";
    }

    private static String endpoint(String url) {
        try {
            if (!url.isEmpty()
                    && !Set.of("http", "https")
                            .contains(String.valueOf(URI.create(url).getScheme()))) {
                throw new ConfigException(ENDPOINT, url, "it is no http or https URL");
            }
            return url;
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(ENDPOINT, url, wrong.getMessage());
        }
    }

    private static Map<String, String> headers(Password list) {
        Map<String, String> headers = new HashMap<>();
        for (String header : list == null ? new String[0] : list.value().split(",")) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw new ConfigException(HEADERS, "[hidden]", "a header is name=value");
            }
            headers.put(
                    header.substring(0, equals).strip(),
                    header.substring(equals + 1).strip());
        }
        return Map.copyOf(headers);
    }
}
