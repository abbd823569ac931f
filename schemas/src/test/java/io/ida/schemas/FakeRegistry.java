package io.ida.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The few calls of a registry that serdes make, over HTTP, and any status code a test asks for. */
final class FakeRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int failWith;
    private volatile String authorization;

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Object> properties() {
        return Map.of("schema.registry.url", url());
    }

    /** From now on every call gets this status; 0 for none. */
    void failWith(int status) {
        failWith = status;
    }

    int calls() {
        return calls.get();
    }

    /** What the last call said of who makes it; null if nothing. */
    String authorization() {
        return authorization;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        calls.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (failWith != 0) {
            respond(exchange, failWith, Map.of("error_code", failWith, "message", "told to fail"));
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            if (id < 1 || id > schemas.size()) {
                respond(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
            } else {
                respond(exchange, 200, Map.of("schema", schemas.get(id - 1)));
            }
        } else if (path.endsWith("/versions")) {
            JsonNode asked = JSON.readTree(body);
            String schema = asked.get("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            respond(exchange, 200, Map.of("id", schemas.indexOf(schema) + 1));
        } else {
            respond(exchange, 404, Map.of("error_code", 40401, "message", "Subject not found"));
        }
    }

    private static void respond(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
