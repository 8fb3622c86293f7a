package org.fairhold.page.person;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.stream.Collectors;
import org.fairhold.Settings;
import org.fairhold.desk.SpokenLanguages;
import org.fairhold.notice.Notices;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom the person can ask, in which languages, and how long answers usually take. */
@Component
class WhomToAsk {
    private static final Duration MEASURED = Duration.ofDays(90);
    private static final int CASES_MIN = 5;

    /**
     * @param languages of the case manager, or of the desk where nobody has said which
     * @param usually how long the desk took lately after it heard people; absent while there are few cases to say it from
     */
    record Contact(String name, String address, String languages, @Nullable String usually) {}

    private final Notices notices;
    private final PageWords words;
    private final SpokenLanguages spoken;
    private final Settings settings;
    private final JdbcClient sql;

    WhomToAsk(Notices notices, PageWords words, SpokenLanguages spoken, Settings settings, JdbcClient sql) {
        this.notices = notices;
        this.words = words;
        this.spoken = spoken;
        this.settings = settings;
        this.sql = sql;
    }

    Contact of(Look look) {
        return new Contact(
                notices.contactName(look.about(), look.say().language()),
                settings.replyTo(),
                languages(look.about().manager()),
                usually(look));
    }

    private String languages(@Nullable String manager) {
        var theirs = spoken.of(manager);
        return (theirs.isEmpty() ? words.languages() : theirs)
                .stream().map(one -> one.getDisplayLanguage(one)).collect(Collectors.joining(", "));
    }

    /** In half of the cases: from the end of the hearing to the next decision of a human. */
    private @Nullable String usually(Look look) {
        return sql.sql(
                        """
                        select case when count(*) >= :min then percentile_cont(0.5) within group (order by took) end
                        from (select extract(epoch from (select min(d.decided_at) from decision d
                                where d.case_number = w.case_number and d.decided_at >= w.ended_at) - w.ended_at) as took
                            from answer_window_end w where w.ended_at > :since) answered
                        where took is not null""")
                .param("min", CASES_MIN)
                .param("since", Timestamp.from(look.now().minus(MEASURED)))
                .query(Double.class)
                .optional()
                .map(seconds ->
                        Math.max(1, Math.round(seconds / Duration.ofHours(1).toSeconds())))
                .map(hours -> hours < 48
                        ? look.say().of("contact.hours", hours)
                        : look.say().of("contact.days", Math.round(hours / 24.0)))
                .orElse(null);
    }
}
