package org.fairhold;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** No Docker engine runs in the build, so the production set is read: it fits the application, and itself. */
class DockerTest {
    private static final Path DOCKER = Path.of("docker");
    private static final Pattern API_KEY = Pattern.compile("FAIRHOLD_APIKEYS_\\d+_(CALLER|SHA256|SCOPES)");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");

    private static Map<String, Map<String, Object>> services;
    private static String compose;
    private static String example;
    private static String dockerfile;

    @BeforeAll
    static void read() throws IOException {
        compose = Files.readString(DOCKER.resolve("compose.yaml"));
        example = Files.readString(DOCKER.resolve(".env.example"));
        dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
        Map<String, Map<String, Map<String, Object>>> parsed =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(compose);
        services = requireNonNull(parsed.get("services"));
    }

    @Test
    void the_set_is_the_desk_its_database_and_a_mail_catcher() {
        assertThat(services).containsOnlyKeys("desk", "database", "mail");
        assertThat(environment("desk").get("FAIRHOLD_DB_URL")).isEqualTo("jdbc:postgresql://database:5432/fairhold");
        assertThat(environment("desk").get("FAIRHOLD_MAIL_HOST")).isEqualTo("mail");
    }

    @Test
    void every_setting_of_the_set_is_one_the_desk_knows() throws IOException {
        var known = settingsOfTheDesk();

        for (var file : List.of(compose, example, Files.readString(DOCKER.resolve("roles.sh")))) {
            assertThat(found("FAIRHOLD_[A-Z0-9_]*[A-Z0-9]", file))
                    .filteredOn(name -> !API_KEY.matcher(name).matches())
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
        assertThat(found("FAIRHOLD_APIKEYS_[A-Z0-9_]+", example))
                .allMatch(name -> API_KEY.matcher(name).matches());
    }

    @Test
    void the_example_says_every_setting_and_sets_every_required_one() throws IOException {
        var set = found("(?m)^FAIRHOLD_[A-Z0-9_]+(?==)", example);
        set.addAll(environment("desk").keySet());

        assertThat(found("FAIRHOLD_[A-Z0-9_]*[A-Z0-9]", example)).containsAll(settingsOfTheDesk());
        assertThat(set).containsAll(RequiredSettings.variables());
        assertThat(RequiredSettings.variables()).isSubsetOf(settingsOfTheDesk());
    }

    @Test
    void a_setting_without_a_default_is_required() throws IOException {
        var withoutDefault = found("(?<=\\$\\{)FAIRHOLD_[A-Z0-9_]+(?=\\})", application());

        assertThat(RequiredSettings.variables()).containsExactlyInAnyOrderElementsOf(withoutDefault);
    }

    @Test
    void what_compose_takes_from_the_environment_is_in_the_example() {
        assertThat(found("(?m)^[A-Z0-9_]+(?==)", example)).containsAll(found("(?<=\\$\\{)[A-Z0-9_]+", compose));
        assertThat(service("desk")).containsEntry("env_file", ".env");
    }

    @Test
    void images_have_a_version() {
        var images = Stream.concat(
                        services.values().stream().map(service -> String.valueOf(service.get("image"))),
                        found("(?<=FROM )\\S+", dockerfile).stream())
                .collect(toSet());

        assertThat(images).hasSizeGreaterThan(4).allMatch(image -> PINNED.matcher(image)
                .matches());
        assertThat(dockerfile).contains("eclipse-temurin:17.");
    }

    @Test
    void the_database_gets_the_two_roles_that_the_desk_is_told() throws IOException {
        var script = Files.readString(DOCKER.resolve("roles.sh"));
        var names =
                Set.of("FAIRHOLD_DB_USER", "FAIRHOLD_DB_PASSWORD", "FAIRHOLD_DB_OWNER", "FAIRHOLD_DB_OWNER_PASSWORD");

        assertThat(environment("database").keySet()).containsAll(names);
        assertThat(found("(?<=\\$)FAIRHOLD_[A-Z_]+", script)).isEqualTo(names);
        assertThat(script)
                .contains("create role :\"owner\" login password :'owner_password';")
                .contains("create role :\"desk\" login password :'desk_password';")
                .contains("create database fairhold owner :\"owner\";");
        assertThat(String.valueOf(service("database").get("volumes")))
                .contains("./roles.sh:/docker-entrypoint-initdb.d/roles.sh:ro");
        assertThat(DOCKER.resolve("roles.sh")).isExecutable();
    }

    @Test
    void the_image_takes_in_what_exists_runs_as_nobody_special_and_says_whether_it_is_well() {
        for (var sources : found("(?m)(?<=^COPY )(?!--from)\\S+", dockerfile)) {
            assertThat(Path.of(sources)).exists();
        }
        assertThat(dockerfile)
                .contains("\nUSER desk\n")
                .contains("HEALTHCHECK")
                .contains("http://127.0.0.1:8080/actuator/health")
                .contains("ENTRYPOINT [\"java\", \"-jar\", \"fairhold.jar\"]");
        assertThat(dockerfile.indexOf("\nUSER desk\n")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
    }

    @Test
    void only_this_machine_reaches_the_ports() {
        var ports = services.values().stream()
                .flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream())
                .map(String::valueOf)
                .toList();

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void secrets_of_the_set_are_not_committed() throws IOException {
        assertThat(Files.readString(Path.of(".gitignore"))).contains("docker/.env\n");
        assertThat(found("(?m)^\\w*PASSWORD=.*", example)).isNotEmpty().allMatch(line -> line.endsWith("="));
    }

    private static Map<String, Object> service(String name) {
        return requireNonNull(services.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        return (Map<String, Object>) requireNonNull(service(service).get("environment"));
    }

    private static Set<String> settingsOfTheDesk() throws IOException {
        return found("(?<=\\$\\{)FAIRHOLD_[A-Z0-9_]+", application());
    }

    private static String application() throws IOException {
        return Files.readString(Path.of("src/main/resources/application.yaml"));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group())
                .collect(toCollection(HashSet::new));
    }
}
