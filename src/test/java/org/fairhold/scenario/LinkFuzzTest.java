package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.util.Map;
import org.fairhold.DeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever stands where a link, its token, a number, an address or a cookie should be. As a test it tries the files of its folder. */
@DeskTest
class LinkFuzzTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient sql;

    @FuzzTest
    void whatever_stands_in_a_link_is_answered_and_opens_nothing(byte[] data) {
        var text = new String(data, UTF_8);
        var visits = visits();
        var browser = new PlainBrowser(port);

        var landing = browser.open("/case/C-2001?t=%s&lang=%s".formatted(encoded(text), encoded(text)));
        if (landing.offers("enter")) {
            browser.press(landing, "enter", Map.of("t", text));
        }
        browser.press(landing, "link", Map.of("email", text));
        var odd = browser.open("/case/%s?t=%s".formatted(encoded(text), "A".repeat(43)));
        if (odd.offers("enter")) {
            browser.press(odd, "enter", Map.of());
        }
        new Http(port)
                .with("Cookie", "fairhold-case=" + text.replaceAll("[^\\x21-\\x7e]", ""))
                .get("/case/C-2001/evidence/" + encoded(text));

        assertThat(visits()).isEqualTo(visits);
    }

    private long visits() {
        return sql.sql(
                        "select (select count(*) from visit) + (select count(*) from visit_link where used_at is not null)")
                .query(Long.class)
                .single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
