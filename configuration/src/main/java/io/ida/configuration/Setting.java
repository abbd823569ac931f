package io.ida.configuration;

/**
 * One setting, as it was given.
 *
 * @param key its key
 * @param value its value; may be a secret
 * @param source who gave it, in words: {@code file /etc/ida/cluster.properties}, {@code environment IDA_TOPIC_PREFIX}
 * @param foreign whether only a plug-in knows what it means, so that all of it may be secret
 */
public record Setting(String key, String value, String source, boolean foreign) {
    Setting(String key, String value, String source) {
        this(key, value, source, false);
    }

    /** The value, without what is secret. */
    public String shown() {
        return foreign ? Secrets.hide(value) : Secrets.mask(key, value);
    }

    /** The same setting of a plug-in. */
    Setting ofPlugIn() {
        return new Setting(key, value, source, true);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return key + "=" + shown() + " (" + source + ")";
    }
}
