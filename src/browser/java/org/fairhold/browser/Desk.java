package org.fairhold.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The running demo, as its people see it. Everybody who signs in gets a browser session of their own. */
final class Desk implements AutoCloseable {
    private final Browser browser;
    private final String address;
    private final List<BrowserContext> sessions = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Request> asked = new ArrayList<>();
    private final BrowserContext marketplace;

    Desk(Browser browser, String address) {
        this.browser = browser;
        this.address = address;
        this.marketplace = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setExtraHTTPHeaders(Map.of("Authorization", "Bearer demo")));
    }

    /** A new session that nobody has signed in to. */
    Page visitor() {
        return visitor(1400, 1000);
    }

    Page visitor(int width, int height) {
        var session = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        session.setDefaultTimeout(45_000);
        sessions.add(session);
        var page = session.newPage();
        page.onConsoleMessage(message -> heard.add("%s: %s".formatted(message.type(), message.text())));
        page.onPageError(error -> heard.add("error: " + error));
        page.onRequest(asked::add);
        page.onRequestFinished(asked::remove);
        page.onRequestFailed(failed -> {
            asked.remove(failed);
            heard.add("failed: %s %s".formatted(failed.url(), failed.failure()));
        });
        return page;
    }

    Tasklist signIn(String name) {
        return Tasklist.signIn(visitor(), name);
    }

    /** Signs in on a machine whose clock has gone on like the desk's: what is late is told by the browser's. */
    Tasklist signInLater(String name, Duration passed) {
        var page = visitor();
        page.clock().setSystemTime(Date.from(Instant.now().plus(passed)));
        return Tasklist.signIn(page, name);
    }

    String address() {
        return address;
    }

    /** An empty world, or one with the stories told. */
    void reset(String seed) {
        call("POST", "/demo/reset?seed=" + seed, "");
    }

    void pass(String time) {
        call("POST", "/demo/clock", Map.of("advance", time));
    }

    /** What the marketplace calls; a refusal is a failure of the test. */
    String call(String method, String path, Object body) {
        var answer = marketplace
                .request()
                .fetch(
                        path,
                        RequestOptions.create().setMethod(method).setData(body).setTimeout(120_000));
        return bodyOf(method + " " + path, answer);
    }

    private static String bodyOf(String call, APIResponse answer) {
        if (!answer.ok()) {
            throw new AssertionError("%s answered %d: %s".formatted(call, answer.status(), answer.text()));
        }
        return answer.text();
    }

    /** A freelancer and a client of the marketplace. */
    void people(String freelancer, String client) {
        call("PUT", "/api/v1/accounts/" + freelancer, account(freelancer, "FREELANCER"));
        call("PUT", "/api/v1/accounts/" + client, account(client, "CLIENT"));
    }

    private static Map<String, Object> account(String id, String role) {
        return Map.of(
                "role",
                role,
                "displayName",
                id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1),
                "email",
                id + "@people.example",
                "language",
                "en",
                "country",
                "DE",
                "timeZone",
                "Europe/Berlin",
                "registeredOn",
                "2024-03-01",
                "business",
                false,
                "version",
                1);
    }

    /** The client reports spam; the answer is the number of the case. */
    String reportSpam(String freelancer, String client, Instant when) {
        return report(
                freelancer,
                client,
                "SPAM_APPLICATIONS",
                Map.of(
                        "text", "Fourteen identical applications in one hour.",
                        "value", "14",
                        "occurredAt", when.toString()));
    }

    /** In an empty world the client disputes the one contract of the two, and both are asked; the number of the case. */
    String disputed(String freelancer, String client) {
        reset("empty");
        people(freelancer, client);
        call(
                "PUT",
                "/api/v1/contracts/k-1",
                Map.of(
                        "freelancerId",
                        freelancer,
                        "clientId",
                        client,
                        "title",
                        "A logo",
                        "category",
                        "design",
                        "disputed",
                        true,
                        "state",
                        "ACTIVE",
                        "version",
                        1));
        var number = report(
                freelancer,
                client,
                "DISPUTE",
                Map.of(
                        "text",
                        "The third sketch never came.",
                        "occurredAt",
                        Instant.now().minusSeconds(7200).toString(),
                        "contractId",
                        "k-1"));
        pass("PT0S");
        return number;
    }

    private String report(String freelancer, String client, String kind, Map<String, ?> fact) {
        var opened = call(
                "POST",
                "/api/v1/reports",
                Map.of(
                        "subjectId",
                        freelancer,
                        "source",
                        "CLIENT",
                        "reporterId",
                        client,
                        "kind",
                        kind,
                        "facts",
                        List.of(fact)));
        return opened.replaceAll("(?s).*\"caseNumber\"\\s*:\\s*\"(C-\\d+)\".*", "$1");
    }

    /** Whether the case's person was told of it, and so has a page. */
    boolean hasPage(String caseNumber) {
        return askForLink(caseNumber).ok();
    }

    /** The way from the marketplace to the case page, on this machine. */
    String caseLink(String caseNumber) {
        var answer = askForLink(caseNumber);
        return bodyOf("link to " + caseNumber, answer)
                .replaceAll("(?s).*\"url\"\\s*:\\s*\"https?://[^/]*([^\"]*)\".*", "$1");
    }

    /** The way from the marketplace to how somebody stands. */
    String accountLink(String account) {
        return call("POST", "/api/v1/accounts/%s/links".formatted(account), Map.of())
                .replaceAll("(?s).*\"url\"\\s*:\\s*\"https?://[^/]*([^\"]*)\".*", "$1");
    }

    private APIResponse askForLink(String caseNumber) {
        return marketplace
                .request()
                .post(
                        "/api/v1/cases/" + caseNumber + "/links",
                        RequestOptions.create().setData(Map.of()));
    }

    /** The person answers, so that the report can be reviewed. */
    void answer(String caseNumber, String text) {
        call("POST", "/api/v1/cases/" + caseNumber + "/answers", Map.of("text", text));
    }

    /** A picture of each page, and what they said and still waited for. */
    void picture(Path folder, String name) {
        int number = 0;
        for (var session : sessions) {
            for (var page : session.pages()) {
                page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + ++number + ".png")));
            }
        }
        var waiting = asked.stream().map(request -> "no answer yet: %s %s".formatted(request.method(), request.url()));
        try {
            Files.write(
                    folder.resolve(name + ".txt"),
                    Stream.concat(heard.stream(), waiting).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sessions.forEach(BrowserContext::close);
        marketplace.close();
    }
}
