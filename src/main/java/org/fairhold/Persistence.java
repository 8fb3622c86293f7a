package org.fairhold;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.measure.ConditionId;
import org.fairhold.measure.MeasureId;
import org.fairhold.performance.RecordNumber;
import org.fairhold.policy.ClauseCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;

/** How typed ids become columns and back. */
@Configuration
class Persistence {
    @Bean
    JdbcCustomConversions jdbcCustomConversions() {
        return new JdbcCustomConversions(List.of(
                new Read<>(AccountId.class, AccountId::new),
                new Write<>(AccountId.class, AccountId::value),
                new Read<>(CaseNumber.class, CaseNumber::new),
                new Write<>(CaseNumber.class, CaseNumber::value),
                new Read<>(MeasureId.class, MeasureId::new),
                new Write<>(MeasureId.class, MeasureId::value),
                new Read<>(ConditionId.class, ConditionId::new),
                new Write<>(ConditionId.class, ConditionId::value),
                new Read<>(ClauseCode.class, ClauseCode::new),
                new Write<>(ClauseCode.class, ClauseCode::value),
                new Read<>(RecordNumber.class, RecordNumber::new),
                new Write<>(RecordNumber.class, RecordNumber::value),
                new Read<>(Locale.class, Locale::forLanguageTag),
                new Write<>(Locale.class, Locale::toLanguageTag)));
    }

    @ReadingConverter
    private record Read<T>(Class<T> type, Function<String, T> from) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, type));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
            return source == null ? null : from.apply((String) source);
        }
    }

    @WritingConverter
    private record Write<T>(Class<T> type, Function<T, String> to) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(type, String.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
            return source == null ? null : to.apply(type.cast(source));
        }
    }
}
