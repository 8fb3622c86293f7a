package org.fairhold.desk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In which languages a colleague answers people, as they say themselves. */
@Component
public class SpokenLanguages {
    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());
    private static final int MAX = 12;

    private final Roster roster;
    private final JdbcClient sql;

    SpokenLanguages(Roster roster, JdbcClient sql) {
        this.roster = roster;
        this.sql = sql;
    }

    /** By their codes; none where nobody has said so. */
    public List<Locale> of(@Nullable String userId) {
        return sql.sql("select language from staff_language where user_id = :user order by language")
                .param("user", userId)
                .query((row, index) -> Locale.forLanguageTag(row.getString("language")))
                .list();
    }

    /**
     * From now on it is these. Refused as INVALID for what is no two-letter code of a language, and as FORBIDDEN for somebody else
     * but by whoever keeps the rota.
     */
    @Transactional
    public void say(String userId, List<String> languages, StaffMember by) {
        if (!by.id().equals(userId) && !by.keepsTheRota()) {
            throw Refused.forbidden("Only a lead or a support manager says so of somebody else.");
        }
        if (roster.find(userId).isEmpty()) {
            throw Refused.invalid("who", "There is nobody called so on the staff.");
        }
        if (languages.size() > MAX || !KNOWN.containsAll(languages)) {
            throw Refused.invalid("languages", "Write codes of languages such as en, de, hi, at most twelve.");
        }
        sql.sql("delete from staff_language where user_id = :user")
                .param("user", userId)
                .update();
        languages.stream().distinct().forEach(language -> sql.sql(
                        "insert into staff_language (user_id, language) values (:user, :language)")
                .param("user", userId)
                .param("language", language)
                .update());
    }
}
