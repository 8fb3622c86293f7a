package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Every body that the OpenAPI file knows, replaced by whatever there is. As a test it sends the files of its folder; how to let
 * it look for others stands in the conventions.
 */
class BodiesFuzzTest extends Attack {
    private static final List<String> KINDS = List.of("application~1json", "application~1zip");

    private final HttpClient client = HttpClient.newHttpClient();

    private record Sent(OpenApi.Call call, String kind) {}

    @FuzzTest
    void whatever_is_sent_as_a_body_is_answered_and_a_refusal_stores_nothing(byte[] body) {
        var all = withBody();
        var before = stored();

        var refused = all.stream().filter(sent -> status(sent, body) >= 400).toList();

        if (refused.size() < all.size()) {
            before = stored();
            refused.forEach(
                    sent -> assertThat(status(sent, body)).as(sent.toString()).isGreaterThanOrEqualTo(400));
        }
        assertThat(stored()).isEqualTo(before);
    }

    private List<Sent> withBody() {
        return file.calls().stream()
                .flatMap(call -> KINDS.stream()
                        .filter(kind -> !file.found(call)
                                .at("/requestBody/content/" + kind)
                                .isMissing())
                        .map(kind -> new Sent(call, kind.replace("~1", "/"))))
                .toList();
    }

    private int status(Sent sent, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path(sent.call())))
                .header("Authorization", "Bearer demo")
                .header("Content-Type", sent.kind())
                .method(sent.call().method(), BodyPublishers.ofByteArray(body))
                .build();
        try {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).as(sent.toString()).isLessThan(500);
            return status;
        } catch (IOException e) {
            throw new AssertionError(sent.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many rows each table of the desk has; who looked, and who tried to deploy, is noted whatever came of it. */
    private List<String> stored() {
        return sql.sql(
                        """
                        select table_name || ' ' || (xpath('//n/text()', query_to_xml('select count(*) as n from fairhold.' || table_name, false, true, '')))[1]
                        from information_schema.tables
                        where table_schema = 'fairhold' and table_type = 'BASE TABLE' and table_name not in ('confidential_read', 'deployment_attempt')
                        order by table_name""")
                .query(String.class)
                .list();
    }
}
