package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.TreeSet;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The committed file and the calls that there are. */
@DeskTest
class OpenApiTest {
    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void the_file_names_every_call_and_no_other() {
        var described = new TreeSet<String>();
        new OpenApi().calls().forEach(call -> described.add(call.toString()));

        var handled = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> {
            for (var path : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    if (path.startsWith("/api/v1/")) {
                        handled.add(method + " " + path);
                    }
                }
            }
        });

        assertThat(described).isEqualTo(handled);
    }

    @Test
    void anybody_can_read_the_file() throws IOException, InterruptedException {
        var file = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/openapi.yaml".formatted(port)))
                .header("Accept", "text/html, application/json")
                .build();

        var answer = HttpClient.newHttpClient().send(file, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1").contains("/api/v1/reports:");
    }
}
