package io.ida.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the registry is, and what else its client is told. Confluent's client logs the whole address when nobody answers
 * there: so a user with a password in it is taken out and told apart.
 *
 * @param urls addresses without users
 * @param settings of the client
 */
record RegistryAddress(List<String> urls, Map<String, Object> settings) {
    private static final String URL = "schema.registry.url";
    private static final String SOURCE = "basic.auth.credentials.source";
    private static final String USER = "basic.auth.user.info";

    /** Wins over the other form. */
    private static final String REGISTRY_USER = "schema.registry." + USER;

    private static final Pattern WITH_USER = Pattern.compile("(?<scheme>[^:]+://)(?<user>.*)@(?<rest>[^@]*)");

    /** @throws ConfigException if there is no address, or addresses have different users */
    static RegistryAddress from(Map<String, ?> properties) {
        List<String> urls = new ArrayList<>();
        Set<String> users = new HashSet<>();
        for (String url : SubjectSettings.required(properties, URL).split("\\s*,\\s*")) {
            Matcher parts = WITH_USER.matcher(url);
            if (parts.matches()) {
                users.add(parts.group("user"));
                urls.add(parts.group("scheme") + parts.group("rest"));
            } else {
                urls.add(url);
            }
        }
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(URL, String.join(",", urls));
        if ("URL".equals(properties.get(SOURCE)) && !users.isEmpty()) {
            if (users.size() > 1) {
                throw new ConfigException("The addresses of " + URL + " have different users: there can be one.");
            }
            settings.put(SOURCE, "USER_INFO");
            settings.put(USER, users.iterator().next());
            settings.remove(REGISTRY_USER);
        }
        return new RegistryAddress(List.copyOf(urls), settings);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "RegistryAddress" + urls;
    }
}
