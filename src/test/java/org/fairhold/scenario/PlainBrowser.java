package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without scripts: it follows links, keeps cookies, fills in forms and presses their buttons. */
final class PlainBrowser {
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

    /** What is shown. */
    record Page(int status, URI address, HttpHeaders headers, String html) {
        /** As somebody reads it. */
        String text() {
            return HtmlUtils.htmlUnescape(
                            html.replaceAll("(?s)<head>.*?</head>|<[^>]*>", " ").replaceAll("\\s+", " "))
                    .strip();
        }

        boolean offers(String form) {
            return form(form).find();
        }

        private Matcher form(String form) {
            return Pattern.compile(
                            "(?s)<form[^>]*action=\"([^\"]*/%s)\"[^>]*>(.*?)</form>".formatted(Pattern.quote(form)))
                    .matcher(html);
        }

        /** What the form sends besides what is typed. */
        private Map<String, String> hidden(String form) {
            var found = form(form);
            assertThat(found.find()).as("a form %s in: %s", form, text()).isTrue();
            Map<String, String> fields = new LinkedHashMap<>();
            HIDDEN.matcher(found.group(2))
                    .results()
                    .forEach(input -> fields.put(attribute(input.group(), "name"), attribute(input.group(), "value")));
            return fields;
        }

        private static String attribute(String tag, String name) {
            var found = Pattern.compile("\\b%s=\"([^\"]*)\"".formatted(name)).matcher(tag);
            return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
        }
    }

    private final URI root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    PlainBrowser(int port) {
        this.root = URI.create("http://localhost:" + port);
    }

    /** An address of whatever machine, on this one. */
    Page open(String address) {
        var wanted = URI.create(address);
        var path = wanted.getRawPath() + (wanted.getRawQuery() == null ? "" : "?" + wanted.getRawQuery());
        return send(request(path).GET());
    }

    Page openAsJson(String path) {
        return send(HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", "application/json")
                .GET());
    }

    /** How many bytes an answer has on its way to a browser, which takes it compressed. */
    int transferred(String path) {
        try {
            return client.send(
                            request(path)
                                    .header("Accept-Encoding", "gzip")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body()
                    .length;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Presses the button of a form of that page, which may have been opened long ago. */
    Page press(Page page, String form, Map<String, String> typed) {
        Map<String, String> fields = page.hidden(form);
        fields.putAll(typed);
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(action(page, form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** What a page of elsewhere would send with this browser's cookies. */
    Page post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The answer to the press itself. */
    Page pressWithoutFollowing(Page page, String form) {
        var body = page.hidden(form).entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var still = HttpClient.newBuilder().cookieHandler(cookies).build();
        return send(
                still,
                request(action(page, form))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    Page upload(Page page, String form, String name, byte[] content) {
        return send(request(action(page, form))
                .header("Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY)
                .POST(BodyPublishers.ofByteArray(new Multipart(page.hidden(form)).with(name, content))));
    }

    private static String action(Page page, String form) {
        var found = page.form(form);
        assertThat(found.find()).as("a form %s in: %s", form, page.text()).isTrue();
        return HtmlUtils.htmlUnescape(found.group(1));
    }

    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .timeout(Duration.ofSeconds(60));
    }

    private Page send(HttpRequest.Builder request) {
        return send(client, request);
    }

    private static Page send(HttpClient client, HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(500);
            return new Page(response.statusCode(), response.uri(), response.headers(), response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** A form with a file, as browsers write it. */
    record Multipart(Map<String, String> fields) {
        static final String BOUNDARY = "----fairhold-test-boundary";

        byte[] with(String name, byte[] content) {
            try (var out = new ByteArrayOutputStream()) {
                for (var field : fields.entrySet()) {
                    out.write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(BOUNDARY, field.getKey(), field.getValue())
                            .getBytes(UTF_8));
                }
                out.write(
                        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                                .formatted(BOUNDARY, name)
                                .getBytes(UTF_8));
                out.write(content);
                out.write("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
                return out.toByteArray();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
