package org.fairhold.process.door;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A browser in somebody's hands, who sends what they like: any method, address, header and body. */
final class Browser {
    static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Browser(int port) {
        root = "http://localhost:" + port;
    }

    static Browser anonymous(int port) {
        var browser = new Browser(port);
        browser.opensTasklist();
        return browser;
    }

    static Browser signedIn(int port, String name) {
        var browser = anonymous(port);
        var answer = browser.send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/" + (name.equals("admin") ? "admin" : "tasklist"),
                "application/x-www-form-urlencoded",
                "username=" + name + "&password=demo");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        browser.opensTasklist();
        return browser;
    }

    /** Which brings the token against cross-site requests. */
    private void opensTasklist() {
        assertThat(get("/camunda/app/welcome/default/").statusCode()).isLessThan(400);
        headers.put("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }

    void forgetsItsToken() {
        headers.remove("X-XSRF-TOKEN");
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, null);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    HttpResponse<String> send(String method, String path, @Nullable String type, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", path.startsWith("/camunda/app") ? "text/html" : "application/json");
        if (type != null) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return requireNonNull(JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
