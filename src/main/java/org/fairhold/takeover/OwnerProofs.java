package org.fairhold.takeover;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Timeline;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the marketplace's identity check reported about whoever says that an account is theirs. */
@Component
public class OwnerProofs {
    /** One report. */
    public record Proof(Channel channel, boolean proven, Instant at) {}

    private final Takeovers takeovers;
    private final OwnersContact contact;
    private final Accounts accounts;
    private final Cases cases;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OwnerProofs(
            Takeovers takeovers,
            OwnersContact contact,
            Accounts accounts,
            Cases cases,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.takeovers = takeovers;
        this.contact = contact;
        this.accounts = accounts;
        this.cases = cases;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps what was reported, in every takeover of the account that waits for it. Refused as CONFLICT where none does, and as
     * INVALID where a channel that was changed since the suspected time would prove something.
     */
    @Transactional
    public Instant report(AccountId account, Channel channel, boolean proven) {
        accounts.lock(account);
        var waiting = takeovers.open(account).stream()
                .filter(takeover -> !proven(takeover.caseNumber()))
                .toList();
        if (waiting.isEmpty()) {
            throw Refused.conflict("Nothing waits for a proof that this account is somebody's.");
        }
        if (proven && waiting.stream().anyMatch(takeover -> changed(takeover, channel))) {
            throw Refused.invalid(
                    "channel",
                    "%s was changed since the suspected time, so it proves nothing. Use another channel."
                            .formatted(channel));
        }
        var now = clock.instant();
        waiting.forEach(takeover -> keep(takeover.caseNumber(), channel, proven, now));
        return now;
    }

    private void keep(CaseNumber number, Channel channel, boolean proven, Instant now) {
        cases.lock(number);
        sql.sql(
                        """
                        insert into owner_proof (id, case_number, channel, proven, reported_at)
                        values (:id, :case, :channel, :proven, :now)""")
                .param("id", UUID.randomUUID())
                .param("case", number.value())
                .param("channel", channel.name())
                .param("proven", proven)
                .param("now", Timestamp.from(now))
                .update();
        timeline.add(number, proven ? "ownerProven" : "ownerNotProven", Timeline.DESK, channel.name());
        if (proven) {
            events.publishEvent(new TakeoverEvent.OwnerProven(number));
        }
    }

    private boolean changed(Takeover takeover, Channel channel) {
        var inJournal = sql.sql(
                        """
                        select exists (select 1 from takeover_change where case_number = :case and what = :channel)""")
                .param("case", takeover.caseNumber().value())
                .param("channel", channel.name())
                .query(Boolean.class)
                .single();
        return inJournal || !contact.isOld(takeover, channel);
    }

    /** Whether the owner of that case's account has proven who they are. */
    public boolean proven(CaseNumber number) {
        return of(number).stream().anyMatch(Proof::proven);
    }

    /** Every report, oldest first. */
    public List<Proof> of(CaseNumber number) {
        return sql.sql("select * from owner_proof where case_number = :case order by reported_at, id")
                .param("case", number.value())
                .query((row, index) -> new Proof(
                        Channel.valueOf(row.getString("channel")),
                        row.getBoolean("proven"),
                        row.getTimestamp("reported_at").toInstant()))
                .list();
    }
}
