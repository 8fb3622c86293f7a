package org.fairhold.process.check;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Message;
import org.fairhold.process.Variable;
import org.fairhold.process.Variables;
import org.fairhold.process.desk.Queues;
import org.fairhold.process.form.Fields;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * What the code offers to diagrams, as the classes declare it; known without starting the application.
 *
 * @param steps the beans that a step may name
 * @param forms the beans that check a user task's form, each with the fields it reads
 * @param sentMessages the names of the messages that the code sends
 * @param variables the variables that the code declares
 * @param groups the groups whose tasks fall into a queue
 */
public record Code(
        Map<String, Class<?>> steps,
        Map<String, Set<String>> forms,
        Set<String> sentMessages,
        Set<String> variables,
        Set<String> groups) {
    private static final String PROCESS = "org.fairhold.process";

    public static Code ofTheDesk() {
        Map<String, Set<String>> forms = new TreeMap<>();
        beans(new AnnotationTypeFilter(Fields.class))
                .forEach((bean, type) ->
                        forms.put(bean, Set.of(type.getAnnotation(Fields.class).value())));
        return new Code(
                beans(new AssignableTypeFilter(JavaDelegate.class)),
                forms,
                Arrays.stream(Message.values()).map(Message::text).collect(Collectors.toSet()),
                declared(),
                Set.copyOf(Queues.SERVED));
    }

    /** The components of that kind by the names that the application gives them. */
    private static Map<String, Class<?>> beans(TypeFilter kind) {
        var registry = new SimpleBeanDefinitionRegistry();
        var scanner = new ClassPathBeanDefinitionScanner(registry, false);
        scanner.setIncludeAnnotationConfig(false);
        scanner.addIncludeFilter((found, types) ->
                kind.match(found, types) && found.getAnnotationMetadata().isAnnotated(Component.class.getName()));
        var unused = scanner.scan(PROCESS);
        Map<String, Class<?>> beans = new TreeMap<>();
        for (var name : registry.getBeanDefinitionNames()) {
            var type = String.valueOf(registry.getBeanDefinition(name).getBeanClassName());
            beans.put(name, ClassUtils.resolveClassName(type, Code.class.getClassLoader()));
        }
        return beans;
    }

    private static Set<String> declared() {
        return Arrays.stream(Variables.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Variable.class)
                .map(Code::variable)
                .collect(Collectors.toSet());
    }

    private static String variable(Field constant) {
        try {
            return ((Variable<?>) constant.get(null)).name();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a variable is not public: " + constant, e);
        }
    }
}
