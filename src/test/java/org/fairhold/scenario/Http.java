package org.fairhold.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fairhold.api.OpenApi;
import org.jspecify.annotations.Nullable;

/** One client with its cookies and headers, as a marketplace or a browser would have. */
final class Http {
    private static final OpenApi CONTRACT = new OpenApi();
    static final ObjectMapper JSON = JsonMapper.builder().build();

    /** An answer: its status, its body as text, and as JSON where it is. */
    record Answer(int status, String contentType, String body, java.net.http.HttpHeaders headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    private final URI root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean deskDies;

    Http(int port) {
        this.root = URI.create("http://localhost:" + port);
    }

    Http with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Whether the desk is about to die: at no other time may it say that it failed. */
    void whileTheDeskDies(boolean dies) {
        deskDies = dies;
    }

    Answer get(String path) {
        return send(request(path).GET(), null);
    }

    /** A file, as it came. */
    HttpResponse<byte[]> file(String path) {
        try {
            return client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer post(String path, Object body) {
        var sent = json(body);
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(sent)), sent);
    }

    /** Files in one piece; the contract says nothing about their content. */
    Answer zip(String path, byte[] zip) {
        return send(
                request(path).header("Content-Type", "application/zip").POST(BodyPublishers.ofByteArray(zip)), null);
    }

    /** A file in a form. */
    Answer upload(String path, String name, byte[] content, Map<String, String> fields) {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + PlainBrowser.Multipart.BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(new PlainBrowser.Multipart(fields).with(name, content))),
                null);
    }

    /** Whatever stands where a form with a file should be. */
    Answer rawForm(String path, byte[] body) {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + PlainBrowser.Multipart.BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body)),
                null);
    }

    Answer upload(String path, String name, byte[] content) {
        return upload(path, name, content, Map.of());
    }

    Answer put(String path, Object body) {
        var sent = json(body);
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(sent)), sent);
    }

    Answer form(String path, String body) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                body);
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", accepted(path))
                .timeout(Duration.ofSeconds(180));
        headers.forEach(request::header);
        return request;
    }

    private static String accepted(String path) {
        if (path.startsWith("/policies")
                || (path.startsWith("/desk") && !path.endsWith("/colleagues"))
                || path.startsWith("/camunda/app")) {
            return "text/html";
        }
        return path.contains("/filter/") && path.contains("/list?") ? "application/hal+json" : "application/json";
    }

    private Answer send(HttpRequest.Builder request, @Nullable String sent) {
        try {
            var asked = request.build();
            HttpResponse<String> response = client.send(asked, BodyHandlers.ofString());
            var answer = new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response.headers());
            holdAgainstTheContract(asked, sent, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Every exchange with the API is as the committed OpenAPI file says, whatever the test is about. */
    private void holdAgainstTheContract(HttpRequest asked, @Nullable String sent, Answer answer) {
        if (asked.uri().getPath().startsWith("/api/v1/")) {
            if (answer.status() >= 500 && !deskDies) {
                throw new AssertionError("%s %s: %s".formatted(asked.method(), asked.uri(), answer.body()));
            }
            CONTRACT.check(
                    asked.method(),
                    asked.uri().getRawPath(),
                    sent,
                    answer.status(),
                    answer.contentType(),
                    answer.body());
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
