package org.fairhold.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.Resource;

/** How the files of a clause are named and read. */
final class ClauseFiles {
    /** {@code <folder>/<version>.<language>.yaml} */
    static final Pattern TEXT =
            Pattern.compile("(?:.*/)?policies/([^/]+)/(\\d+)\\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)\\.yaml");

    private static final ObjectMapper CLAUSES = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultDateFormat(new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT))
            .build();

    /** A text says everything: nothing that is left out becomes an empty line in somebody's mail. */
    private static final ObjectMapper TEXTS = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ClauseFiles() {}

    static Clause clause(Resource file) {
        return read(CLAUSES, file, Clause.class);
    }

    static Clause.Text text(Resource file) {
        return read(TEXTS, file, Clause.Text.class);
    }

    private static <T> T read(ObjectMapper json, Resource file, Class<T> type) {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(file);
        try {
            return json.convertValue(yaml.getObject(), type);
        } catch (RuntimeException e) {
            throw new IllegalStateException(file.getDescription() + ": " + e.getMessage(), e);
        }
    }
}
