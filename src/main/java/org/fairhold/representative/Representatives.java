package org.fairhold.representative;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.StaffMember;
import org.fairhold.text.PersonalTexts;
import org.fairhold.visit.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those who act for a party: begun by that party's word or a human's decision, and over by anybody's word, at their date, with the
 * last window of the case, or when the account may have been somebody else's.
 */
@Component
public class Representatives {
    private static final int AT_ONCE_MAX = 3;

    /** Read with the names; whatever is asked of them is asked below it. */
    private static final String ALL =
            """
            select r.*, n.body as name, m.body as email, e.ended_at, e.ended_as from representative r
            left join personal_text n on n.id = r.name_id left join personal_text m on m.id = r.email_id
            left join representative_end e on e.number = r.number
            """;

    private final Cases cases;
    private final Hearing hearing;
    private final Visitors visitors;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Representatives(
            Cases cases,
            Hearing hearing,
            Visitors visitors,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.hearing = hearing;
        this.visitors = visitors;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * From now on somebody acts for a party. Refused as INVALID for who is no party and for what was typed wrong; as CONFLICT where
     * the party has no page of the case, nothing in it is open any more, or enough people act for them.
     *
     * @param actsFor null for whose case it is
     */
    @CanIgnoreReturnValue
    @Transactional
    public Representative begin(CaseNumber number, @Nullable AccountId actsFor, Named named, Proof proof) {
        var about = cases.lock(number);
        var party = hearing.party(about, actsFor);
        named.require(clock);
        if (!visitors.mayVisit(number, party)) {
            throw Refused.conflict(
                    "Account %s has no page for case %s now: it was not told of the case, or somebody else may be in the account."
                            .formatted(party, number));
        }
        if (isOver(number)) {
            throw Refused.conflict("Case %s is over: there is nothing left to do for anybody.".formatted(number));
        }
        var before = acting(number, party);
        if (before.size() >= AT_ONCE_MAX
                || before.stream().anyMatch(one -> named.email().equals(one.email()))) {
            throw Refused.conflict("This address acts already, or %d people do.".formatted(AT_ONCE_MAX));
        }
        var name = texts.keep(named.name());
        var email = texts.keep(named.email());
        var representative = new RepresentativeNumber(sql.sql(
                        """
                        insert into representative (number, case_number, account_id, name_id, name_sha256, email_id, email_sha256,
                            may_answer, may_appeal, proof, started_at, ends_at)
                        values ('REP-' || nextval('representative_number'), :case, :party, :name, :nameHash, :email, :emailHash,
                            :answer, :appeal, :proof, :now, :ends)
                        returning number""")
                .param("case", number.value())
                .param("party", party.value())
                .param("name", name.id())
                .param("nameHash", name.sha256())
                .param("email", email.id())
                .param("emailHash", email.sha256())
                .param("answer", named.rights().contains(Right.ANSWER))
                .param("appeal", named.rights().contains(Right.APPEAL))
                .param("proof", proof.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("ends", Timestamp.from(named.endsAt()))
                .query(String.class)
                .single());
        timeline.add(number, "representativeNamed:" + proof, about.sideOf(party), representative.value());
        var begun = find(representative).orElseThrow();
        events.publishEvent(new RepresentativeEvent.Started(begun));
        return begun;
    }

    /**
     * Nobody acts by that number any more. Refused as CONFLICT when nobody does.
     *
     * @param actsFor whose word it is; null for whose case it is
     */
    @Transactional
    public void end(CaseNumber number, @Nullable AccountId actsFor, RepresentativeNumber representative, Ended as) {
        var about = cases.lock(number);
        var party = hearing.party(about, actsFor);
        var found = find(representative)
                .filter(one -> one.endedAt() == null
                        && one.caseNumber().equals(number)
                        && one.actsFor().equals(party))
                .orElseThrow(() -> Refused.conflict("Nobody of that number acts in this case for this party."));
        end(found, as, about.sideOf(party), representative.value());
    }

    /** Somebody of the desk says so, for a representative who does harm. Refused as CONFLICT when nobody of that number acts here. */
    @Transactional
    public void end(CaseNumber number, RepresentativeNumber representative, StaffMember by) {
        cases.lock(number);
        var found = find(representative)
                .filter(one -> one.endedAt() == null && one.caseNumber().equals(number))
                .orElseThrow(() -> Refused.conflict("Nobody of that number acts in this case."));
        end(found, Ended.DESK, by.id(), representative.value());
    }

    private void end(Representative representative, Ended as, String by, String reference) {
        sql.sql("insert into representative_end (number, ended_at, ended_as) values (:number, :now, :as)")
                .param("number", representative.number().value())
                .param("now", Timestamp.from(clock.instant()))
                .param("as", as.name())
                .update();
        timeline.add(representative.caseNumber(), "representativeEnded:" + as, by, reference);
        events.publishEvent(new RepresentativeEvent.Over(representative, as));
    }

    /** Ends what its date, the case or a takeover has ended, and tells so. Until then it opens nothing either. */
    @Transactional
    public int endWhatIsOver() {
        var now = clock.instant();
        var ended = 0;
        for (var one : query("where e.number is null order by r.case_number, r.number", Map.of())) {
            var standing = stands(one);
            var as = !standing
                    ? Ended.TAKEOVER
                    : !one.endsAt().isAfter(now) ? Ended.DATE : isOver(one.caseNumber()) ? Ended.CASE_OVER : null;
            if (as != null) {
                // Both sides of a dispute may read it there, so it names the side.
                end(one, as, Timeline.DESK, one.actsFor().value());
                ended++;
            }
        }
        return ended;
    }

    private boolean stands(Representative one) {
        return sql.sql("select exists (select 1 from standing_representative where number = :number)")
                .param("number", one.number().value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the case is closed, no appeal in it is open, and none can be lodged any more. */
    private boolean isOver(CaseNumber number) {
        return sql.sql(
                        """
                        select e.closed_at is not null
                            and not exists (select 1 from appeal a where a.case_number = e.number and a.answered_at is null)
                            and not exists (select 1 from statement s where s.case_number = e.number
                                and (s.content ->> 'appealUntil')::timestamptz > :now)
                        from enforcement_case e where e.number = :case""")
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Who acts for a party now; nobody while somebody else may sit in the party's account. */
    public List<Representative> acting(CaseNumber number, AccountId actsFor) {
        var found = query(
                """
                where r.case_number = :case and r.account_id = :party and r.ends_at > :now
                    and exists (select 1 from standing_representative s where s.number = r.number)
                order by r.started_at, r.number""",
                Map.of("case", number.value(), "party", actsFor.value(), "now", Timestamp.from(clock.instant())));
        return found.isEmpty() || !visitors.mayVisit(number, actsFor) ? List.of() : found;
    }

    /** All who ever acted in a case, in the order in which they came. */
    public List<Representative> of(CaseNumber number) {
        return query("where r.case_number = :case order by r.started_at, r.number", Map.of("case", number.value()));
    }

    public Optional<Representative> find(RepresentativeNumber number) {
        return query("where r.number = :number", Map.of("number", number.value())).stream()
                .findFirst();
    }

    private List<Representative> query(String which, Map<String, ?> known) {
        return sql.sql(ALL + which)
                .params(known)
                .query((row, index) -> representative(row))
                .list();
    }

    private static Representative representative(ResultSet row) throws SQLException {
        var name = row.getString("name");
        var ended = row.getTimestamp("ended_at");
        return new Representative(
                new RepresentativeNumber(row.getString("number")),
                new CaseNumber(row.getString("case_number")),
                new AccountId(row.getString("account_id")),
                name == null ? "—" : name,
                row.getString("email"),
                Mandates.rights(row),
                Proof.valueOf(row.getString("proof")),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("ended_as") == null ? null : Ended.valueOf(row.getString("ended_as")));
    }
}
