package org.fairhold.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fairhold.api.OpenApi;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace of another make, on this machine, that can be told to misbehave. Whatever it says in its right mind is held
 * against {@code openapi/marketplace.yaml}.
 */
public final class TinyMarketplace implements AutoCloseable {
    /** How an answer goes wrong, once for each key. */
    public enum Fault {
        NONE,
        ERROR_BEFORE_EFFECT,
        ERROR_AFTER_EFFECT,
        SILENCE_BEFORE_EFFECT,
        SILENCE_AFTER_EFFECT,
        SLOW_BODY_AFTER_EFFECT,
        HANG_UP_AFTER_EFFECT,
        GARBAGE_AFTER_EFFECT,
        OTHER_JSON_AFTER_EFFECT,
        HUGE_AFTER_EFFECT,
        REDIRECT_BEFORE_EFFECT,
        CONFLICT_WITHOUT_REASON_BEFORE_EFFECT,
        /** A proxy sends it on twice. */
        ARRIVES_TWICE,
        /** Also the question about it is answered by a proxy, with a 404 of its own. */
        PROXY_404_AFTER_EFFECT;

        boolean isSilent() {
            return this == SILENCE_BEFORE_EFFECT || this == SILENCE_AFTER_EFFECT || this == SLOW_BODY_AFTER_EFFECT;
        }
    }

    public static final String KEY = "the-desk's-key";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public final TinyBooks books = new TinyBooks();
    /** What was asked, such as {@code POST C-1/hold/M-1/1}. */
    public final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final OpenApi file = new OpenApi("/openapi/marketplace.yaml", "/");
    private final ConcurrentHashMap<String, Boolean> faulted = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public volatile Fault fault = Fault.NONE;
    /** Nobody is there, whatever is asked. */
    public volatile boolean down;
    /** It accepts commands, and confirms them later. */
    volatile boolean confirmsLater;
    /** Called with the key once a command has taken effect, before it is answered. */
    volatile Consumer<String> beforeAnswer = key -> {};

    static {
        // Otherwise each answer waits 40 ms for a packet that it need not wait for.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public TinyMarketplace() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/fairhold/", this::handle);
        server.createContext("/elsewhere", exchange -> {
            wrong.add("a redirect was followed");
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:%d/fairhold".formatted(server.getAddress().getPort());
    }

    public void wellAgain() {
        fault = Fault.NONE;
        down = false;
        confirmsLater = false;
        beforeAnswer = key -> {};
        faulted.clear();
        asked.clear();
        wrong.clear();
    }

    /** What did not go by the file, or was not right otherwise. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private record Reply(int status, ObjectNode body) {
        String type() {
            return status < 300 ? "application/json" : "application/problem+json";
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                wrong.add("without the key");
            }
            if (down) {
                send(exchange, 503, "text/html", new byte[0]);
                return;
            }
            var uri = exchange.getRequestURI();
            var path = uri.getRawPath().substring("/fairhold".length());
            if (path.startsWith("/commands/")) {
                command(exchange, path, body);
            } else {
                question(exchange, path, uri);
            }
        } catch (RuntimeException | AssertionError e) {
            wrong.add(String.valueOf(e));
            throw e;
        }
    }

    private void question(HttpExchange exchange, String path, URI uri) throws IOException {
        var reply =
                switch (path) {
                    case "/operations" -> {
                        asked.add("GET " + query(uri, "key"));
                        var outcome = books.about(query(uri, "key"));
                        yield outcome.path("outcome").asText().equals("UNKNOWN")
                                ? problem(404, outcome)
                                : new Reply(200, outcome);
                    }
                    case "/balances" -> new Reply(200, books.balances(query(uri, "account")));
                    case "/held" -> new Reply(200, books.held(query(uri, "account")));
                    case "/changes" ->
                        new Reply(200, books.changes(query(uri, "account"), Instant.parse(query(uri, "since"))));
                    default -> throw new AssertionError(path);
                };
        if (fault == Fault.PROXY_404_AFTER_EFFECT
                && path.equals("/operations")
                && faulted.put("asked " + query(uri, "key"), true) == null) {
            send(exchange, 404, "text/html", "<h1>Not found</h1>".getBytes(UTF_8));
            return;
        }
        answer(exchange, path + "?" + uri.getRawQuery(), null, reply);
    }

    private void command(HttpExchange exchange, String path, String body) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        asked.add("POST " + key);
        var faults = faulted.put(key, true) == null ? fault : Fault.NONE;
        if (faults.name().endsWith("BEFORE_EFFECT")) {
            misbehave(exchange, faults);
            return;
        }
        var kind = path.substring("/commands/".length());
        var outcome = books.carryOut(kind, key, body, confirmsLater);
        if (faults == Fault.ARRIVES_TWICE) {
            outcome = books.carryOut(kind, key, body, confirmsLater);
        }
        beforeAnswer.accept(key);
        if (faults.name().endsWith("AFTER_EFFECT")) {
            misbehave(exchange, faults);
            return;
        }
        answer(exchange, path, body, reply(outcome));
    }

    private static Reply reply(ObjectNode outcome) {
        return switch (outcome.get("outcome").asText()) {
            case "DONE" -> new Reply(200, outcome);
            case "ACCEPTED" -> new Reply(202, outcome);
            default -> problem(outcome.get("reason").asText().equals("KEY_REUSED") ? 409 : 422, outcome);
        };
    }

    private static Reply problem(int status, JsonNode outcome) {
        var problem = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", "No")
                .put("status", status)
                .put("reason", outcome.get("reason").asText());
        if (outcome.has("detail")) {
            problem.set("detail", outcome.get("detail"));
        }
        return new Reply(status, problem);
    }

    private void misbehave(HttpExchange exchange, Fault how) throws IOException {
        switch (how) {
            case ERROR_BEFORE_EFFECT, ERROR_AFTER_EFFECT ->
                send(exchange, 500, "text/html", "<h1>anna@people.example</h1>".getBytes(UTF_8));
            case SILENCE_BEFORE_EFFECT, SILENCE_AFTER_EFFECT -> untilClosed();
            case SLOW_BODY_AFTER_EFFECT -> {
                exchange.sendResponseHeaders(200, 0);
                trickle(exchange.getResponseBody());
            }
            case HANG_UP_AFTER_EFFECT -> {}
            case GARBAGE_AFTER_EFFECT -> send(exchange, 200, "application/json", "{\"outcome\": DO".getBytes(UTF_8));
            case OTHER_JSON_AFTER_EFFECT -> send(exchange, 200, "application/json", "{\"ok\": true}".getBytes(UTF_8));
            case HUGE_AFTER_EFFECT -> send(exchange, 200, "application/json", huge());
            case REDIRECT_BEFORE_EFFECT -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case CONFLICT_WITHOUT_REASON_BEFORE_EFFECT ->
                send(exchange, 409, "application/json", "{\"error\": \"in progress\"}".getBytes(UTF_8));
            case PROXY_404_AFTER_EFFECT -> send(exchange, 404, "text/html", "<h1>Not found</h1>".getBytes(UTF_8));
            default -> throw new AssertionError(how);
        }
    }

    /** A right answer, and then blanks without end. */
    private static byte[] huge() {
        return ("{\"outcome\": \"DONE\", \"reference\": \"r\"}" + " ".repeat(3 << 20)).getBytes(UTF_8);
    }

    /** Something comes all the time, and never all of it. */
    private void trickle(OutputStream body) throws IOException {
        try {
            while (!closing.await(50, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilClosed() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String path, @Nullable String body, Reply reply) throws IOException {
        try {
            file.check(
                    exchange.getRequestMethod(),
                    path,
                    body,
                    reply.status(),
                    reply.type(),
                    reply.body().toString());
        } catch (AssertionError e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        send(exchange, reply.status(), reply.type(), reply.body().toString().getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String query(URI uri, String name) {
        for (var pair : uri.getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        throw new AssertionError("no " + name);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
