package io.ida.configuration;

/**
 * One setting, as it was given.
 *
 * @param key its key
 * @param value its value; may be a secret
 * @param source who gave it, in words: {@code file /etc/ida/cluster.properties}, {@code environment IDA_TOPIC_PREFIX}
 */
public record Setting(String key, String value, String source) {
    /** The value, without what is secret. */
    public String shown() {
        return Secrets.mask(key, value);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return key + "=" + shown() + " (" + source + ")";
    }
}
