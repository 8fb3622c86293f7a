package org.fairhold.process.check;

import java.beans.Introspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.desk.Queues;
import org.springframework.stereotype.Component;

/**
 * What the code offers to diagrams.
 *
 * @param steps the beans that a step may name
 * @param forms the beans that check a user task's form, each with the fields it reads
 * @param sentMessages the names of the messages that the code sends
 * @param variables the variables that the code declares
 * @param groups the groups whose tasks fall into a queue
 */
record Code(
        Set<String> steps,
        Map<String, Set<String>> forms,
        Set<String> sentMessages,
        Set<String> variables,
        Set<String> groups) {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path PROCESS = Path.of("org", "fairhold", "process");

    private static final Pattern SENT = Pattern.compile("\\bcorrelation\\s*\\.\\s*(?:tell|start)\\(\\s*\"(\\w+)\"");
    private static final Pattern DECLARED = Pattern.compile("\\bVariable\\.\\w+\\(\"(\\w+)\"\\)");
    private static final Pattern READ =
            Pattern.compile("\\banswers\\s*\\.\\s*(?:choice|text|optionalText)\\(\\s*\"(\\w+)\"");

    static Code ofTheDesk() throws IOException, ClassNotFoundException {
        var beans = beans();
        var form = Class.forName("org.fairhold.process.form.DeskForm", false, Code.class.getClassLoader());
        Map<String, Set<String>> forms = new TreeMap<>();
        for (var bean : beans.entrySet()) {
            if (form.isAssignableFrom(bean.getValue())) {
                var source = SOURCES.resolve(bean.getValue().getName().replace('.', '/') + ".java");
                forms.put(bean.getKey(), found(READ, List.of(Files.readString(source))));
            }
        }
        var steps = beans.entrySet().stream()
                .filter(bean -> JavaDelegate.class.isAssignableFrom(bean.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var sources = sources();
        return new Code(steps, forms, found(SENT, sources), found(DECLARED, sources), Set.copyOf(Queues.SERVED));
    }

    private static Map<String, Class<?>> beans() throws IOException, ClassNotFoundException {
        Map<String, Class<?>> beans = new HashMap<>();
        try (var paths = Files.walk(CLASSES.resolve(PROCESS))) {
            for (var path : paths.filter(file -> file.toString().matches("[^$]*\\.class"))
                    .toList()) {
                var name = CLASSES.relativize(path).toString().replace('/', '.').replaceAll("\\.class$", "");
                var type = Class.forName(name, false, Code.class.getClassLoader());
                if (type.isAnnotationPresent(Component.class)) {
                    beans.put(Introspector.decapitalize(type.getSimpleName()), type);
                }
            }
        }
        return beans;
    }

    private static List<String> sources() throws IOException {
        try (var paths = Files.walk(SOURCES.resolve(PROCESS))) {
            var files = paths.filter(path -> path.toString().endsWith(".java")).toList();
            var sources = new ArrayList<String>();
            for (var file : files) {
                sources.add(Files.readString(file));
            }
            return sources;
        }
    }

    private static Set<String> found(Pattern pattern, List<String> sources) {
        return sources.stream()
                .flatMap(source -> pattern.matcher(source).results())
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }
}
