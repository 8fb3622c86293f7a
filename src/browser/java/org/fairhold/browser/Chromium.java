package org.fairhold.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Opens the machine's own Chromium, one for all tests, with a fresh session for each {@link Desk}. A failed test leaves a
 * picture of every page in {@code target/browser}, and what the pages said.
 */
final class Chromium implements ParameterResolver, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(Chromium.class);
    private static final Path PICTURES = Path.of("target", "browser");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Desk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var port =
                SpringExtension.getApplicationContext(test).getEnvironment().getRequiredProperty("local.server.port");
        var desk = new Desk(browser(test), "http://localhost:" + port);
        test.getStore(OURS).put(Desk.class, desk);
        return desk;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var desk = test.getStore(OURS).remove(Desk.class, Desk.class);
        if (desk != null) {
            if (test.getExecutionException().isPresent()) {
                desk.picture(PICTURES, test.getRequiredTestMethod().getName());
            }
            desk.close();
        }
    }

    private static Browser browser(ExtensionContext test) {
        return test.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .browser();
    }

    /** Closed by JUnit when the last test has run. */
    private record Started(Playwright playwright, Browser browser) implements ExtensionContext.Store.CloseableResource {
        static Started now() {
            var chromium = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
            if (!Files.isExecutable(chromium)) {
                var missing = "No browser at " + chromium
                        + ". Install it (Debian: apt-get install chromium), or name it with -Dchromium=/path/to/it.";
                if (System.getenv("CI") != null) {
                    throw new IllegalStateException(missing);
                }
                abort("SKIPPED: " + missing);
            }
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            PlaywrightAssertions.setDefaultAssertionTimeout(45_000);
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            return new Started(playwright, browser);
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
