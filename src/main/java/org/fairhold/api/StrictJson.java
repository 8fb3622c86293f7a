package org.fairhold.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads what was sent or refuses it: a value of another type is an error, never a guess. What is quoted to a person as a
 * fact, or held as money, must be what somebody meant.
 */
@Configuration
class StrictJson {
    @Bean
    Jackson2ObjectMapperBuilderCustomizer strict() {
        return json -> json.featuresToDisable(
                        MapperFeature.ALLOW_COERCION_OF_SCALARS, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .featuresToEnable(
                        JsonParser.Feature.STRICT_DUPLICATE_DETECTION,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .deserializers(new Text(), new Time(), new Day())
                .postConfigurer(mapper -> mapper.coercionConfigFor(LogicalType.Textual)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
    }

    /** Text that PostgreSQL and a mail can carry. */
    static final class Text extends StringDeserializer {
        @Override
        public Class<?> handledType() {
            return String.class;
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = super.deserialize(json, context);
            if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
                throw Refused.invalid("text", "Send text without NUL and without half a surrogate pair.");
            }
            return text;
        }
    }

    /** RFC 3339, in milliseconds as the clock ticks. */
    static final class Time extends StdScalarDeserializer<Instant> {
        private static final Pattern FORM =
                Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                if (json.hasToken(JsonToken.VALUE_STRING)
                        && FORM.matcher(json.getText()).matches()) {
                    return OffsetDateTime.parse(json.getText()).toInstant().truncatedTo(ChronoUnit.MILLIS);
                }
            } catch (DateTimeException e) {
                // There is no such day or hour.
            }
            throw Refused.invalid("time", "Send a time such as 2026-07-01T09:30:00Z.");
        }
    }

    static final class Day extends StdScalarDeserializer<LocalDate> {
        private static final Pattern FORM = Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\d");

        Day() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                if (json.hasToken(JsonToken.VALUE_STRING)
                        && FORM.matcher(json.getText()).matches()) {
                    return LocalDate.parse(json.getText());
                }
            } catch (DateTimeException e) {
                // There is no such day.
            }
            throw Refused.invalid("day", "Send a day such as 2026-07-01.");
        }
    }
}
