package org.fairhold.outside;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fairhold.deployed.DeployedFiles;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

/** The bodies as deployed now: {@code bodies/<name>.yaml}, one a file. */
@Component
public class Bodies {
    public static final String FOLDER = "bodies";

    /** Our terms name two or more mediators (P2B Regulation Art. 12(1)). */
    private static final int MEDIATORS_MIN = 2;

    private static final Pattern FILE = Pattern.compile(FOLDER + "/[^/]+\\.yaml");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Supplier<Map<String, Body>> bodies;

    Bodies(DeployedFiles deployed) {
        this.bodies = deployed.below(FOLDER, Bodies::read);
    }

    /**
     * Refuses files that name fewer bodies than the law wants, by their names below {@code processes/}.
     *
     * @throws IllegalStateException saying what is wrong
     */
    public static void requireSound(Map<String, byte[]> files) {
        var mediators = read(files).values().stream()
                .filter(body -> body.kind() == Body.Kind.MEDIATOR)
                .count();
        if (mediators < MEDIATORS_MIN) {
            throw new IllegalStateException("two or more mediators are named (P2B Art. 12(1))");
        }
    }

    private static Map<String, Body> read(Map<String, byte[]> files) {
        Map<String, Body> read = new TreeMap<>();
        new TreeMap<>(files).forEach((file, content) -> {
            if (FILE.matcher(file).matches()) {
                var body = read(file, content);
                if (read.put(body.body().value(), body) != null) {
                    throw new IllegalStateException(file + ": another file names " + body.body() + " too");
                }
            }
        });
        return read;
    }

    private static Body read(String file, byte[] content) {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ByteArrayResource(content, file));
        try {
            return JSON.convertValue(yaml.getObject(), Body.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    public List<Body> all() {
        return List.copyOf(bodies.get().values());
    }

    /** Those with a name of their own, to whom anybody can turn. */
    public List<Body> named() {
        return all().stream()
                .filter(body -> body.kind() != Body.Kind.CHOSEN_BY_BOTH)
                .toList();
    }

    public Optional<Body> find(String code) {
        return Optional.ofNullable(bodies.get().get(code));
    }
}
