package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.fairhold.process.door.AllowedCalls.Who;
import org.junit.jupiter.api.Test;

/** Every address of the engine's web applications, read from their code, knocked at by people who may do little. */
class CatalogueTest extends AtTheDoor {
    /** What an analyst can change or ask by a body. A line more in the table is a line more here, on purpose. */
    private static final Set<String> OPEN_TO_STAFF = Set.of(
            "POST admin/auth/user/default/login/x",
            "POST admin/auth/user/default/logout",
            "POST engine/engine/default/filter/x/count",
            "POST engine/engine/default/filter/x/list",
            "POST engine/engine/default/group",
            "POST engine/engine/default/group/count",
            "POST engine/engine/default/identity/password-policy",
            "POST engine/engine/default/task",
            "POST engine/engine/default/task/count",
            "POST engine/engine/default/task/x/assignee",
            "POST engine/engine/default/task/x/claim",
            "POST engine/engine/default/task/x/submit-form",
            "POST engine/engine/default/task/x/unclaim");

    private final Set<String> catalogue = new TreeSet<>();

    @Test
    void every_call_that_is_not_in_the_table_is_refused_to_an_analyst_and_changes_nothing() {
        var ana = as("ana");
        var known = catalogue();
        assertThat(known).hasSizeGreaterThan(450);
        var before = world();

        for (var call : known) {
            var method = call.substring(0, call.indexOf(' '));
            var path = call.substring(call.indexOf(' ') + 1);
            if (AllowedCalls.find(method, path, EnumSet.of(Who.ANYONE, Who.STAFF), "ana")
                    .isEmpty()) {
                var answer = ana.send(method, "/camunda/api/" + path, "application/json", "{}");
                assertThat(answer.statusCode()).as(call).isEqualTo(403);
                assertThat(answer.body()).as(call).contains("\"type\":\"Refused\"");
            }
        }

        assertThat(world()).isEqualTo(before);
    }

    @Test
    void only_these_calls_of_an_analyst_can_change_something() {
        var writing = catalogue().stream()
                .filter(call -> !call.startsWith("GET ") && !call.startsWith("OPTIONS ") && !call.startsWith("HEAD "))
                .filter(call -> AllowedCalls.find(
                                call.substring(0, call.indexOf(' ')),
                                call.substring(call.indexOf(' ') + 1),
                                EnumSet.of(Who.ANYONE, Who.STAFF),
                                "ana")
                        .isPresent())
                .collect(Collectors.toSet());

        assertThat(writing).isEqualTo(OPEN_TO_STAFF);
    }

    @Test
    void nobody_signed_in_is_let_in_but_to_sign_in() {
        var stranger = Browser.anonymous(port);
        var before = world();

        for (var call : catalogue()) {
            var method = call.substring(0, call.indexOf(' '));
            var path = call.substring(call.indexOf(' ') + 1);
            if (AllowedCalls.find(method, path, EnumSet.of(Who.ANYONE), "").isEmpty()) {
                var answer = stranger.send(method, "/camunda/api/" + path, "application/json", "{}");
                assertThat(answer.statusCode()).as(call).isIn(401, 403);
            }
        }

        assertThat(world()).isEqualTo(before);
    }

    private Set<String> catalogue() {
        var applications = Map.<String, Application>of(
                "engine", new EngineRestApplication(),
                "cockpit", new CockpitApplication(),
                "admin", new AdminApplication(),
                "tasklist", new TasklistApplication(),
                "welcome", new WelcomeApplication());
        applications.forEach((name, application) -> application.getClasses().forEach(type -> {
            var path = kinds(type)
                    .map(kind -> kind.getAnnotation(Path.class))
                    .filter(found -> found != null)
                    .map(Path::value)
                    .findFirst();
            path.ifPresent(root -> walk(name + "/" + root, type, List.of()));
        }));
        return catalogue;
    }

    private void walk(String base, Class<?> type, List<Class<?>> above) {
        if (above.contains(type)) {
            return;
        }
        var here = new ArrayList<>(above);
        here.add(type);
        for (var method : type.getMethods()) {
            var annotations = kinds(type).flatMap(kind -> same(kind, method)).toList();
            var path = annotations.stream()
                    .filter(Path.class::isInstance)
                    .map(one -> ((Path) one).value())
                    .findFirst();
            var verb = annotations.stream()
                    .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                    .filter(found -> found != null)
                    .map(HttpMethod::value)
                    .findFirst();
            var full = base + "/" + path.orElse("");
            verb.ifPresent(one -> catalogue.add(one + " " + concrete(full)));
            if (verb.isEmpty() && path.isPresent()) {
                walk(full, method.getReturnType(), here);
            }
        }
    }

    private static String concrete(String path) {
        return path.replaceFirst("engine/+engine/+\\{name\\}", "engine/engine/default")
                .replaceAll("\\{(engine|engineName|processEngineName)[^}]*\\}", "default")
                .replaceAll("\\{[^}]*\\}", "x")
                .replaceAll("/{2,}", "/")
                .replaceAll("/$", "");
    }

    private static Stream<Annotation> same(Class<?> kind, Method method) {
        return Arrays.stream(kind.getDeclaredMethods())
                .filter(one -> one.getName().equals(method.getName())
                        && Arrays.equals(one.getParameterTypes(), method.getParameterTypes()))
                .flatMap(one -> Arrays.stream(one.getAnnotations()));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        var above = type.getSuperclass();
        return Stream.concat(
                Stream.of(type),
                Stream.concat(Arrays.stream(type.getInterfaces()), above == null ? Stream.of() : Stream.of(above))
                        .flatMap(CatalogueTest::kinds));
    }
}
