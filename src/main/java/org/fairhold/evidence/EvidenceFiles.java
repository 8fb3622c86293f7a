package org.fairhold.evidence;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The files of a case. A file is stored whole with its hash, or not at all. */
@Component
public class EvidenceFiles {
    public static final int BYTES_MAX = 10 << 20;
    public static final int OF_A_CASE_MAX = 50;

    private static final int NAME_MAX = 120;
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\"*/:<>?\\\\|]+");

    private final Cases cases;
    private final Hearing hearing;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final Clock clock;

    EvidenceFiles(Cases cases, Hearing hearing, PersonalTexts texts, Timeline timeline, JdbcClient sql, Clock clock) {
        this.cases = cases;
        this.hearing = hearing;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Keeps a file. The same file from the same person is kept once. Refused as INVALID when it is empty, too large, of another
     * type or from somebody who is no party; as CONFLICT when the case is over or has files enough.
     *
     * @param by null for whose case it is
     */
    @Transactional
    public Evidence receive(CaseNumber number, @Nullable AccountId by, @Nullable String name, byte[] content) {
        var type = requireTaken(content);
        var about = cases.lock(number);
        var party = hearing.party(about, by);
        var sha256 = PersonalTexts.sha256(content);
        var all = of(number);
        var before = all.stream()
                .filter(file -> file.by().equals(party) && file.sha256().equals(sha256))
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        requireRoom(number, about.stage() == Stage.CLOSED, all.size());
        var id = new EvidenceId(UUID.randomUUID());
        var called = texts.keep(type.name(plain(name)));
        sql.sql(
                        """
                        insert into evidence (id, case_number, account_id, position, media_type, bytes, sha256, name_id, name_sha256, received_at)
                        values (:id, :case, :party, :position, :type, :bytes, :sha256, :name, :nameHash, :now)""")
                .param("id", id.value())
                .param("case", number.value())
                .param("party", party.value())
                .param("position", all.size() + 1)
                .param("type", type.code())
                .param("bytes", content.length)
                .param("sha256", sha256)
                .param("name", called.id())
                .param("nameHash", called.sha256())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        sql.sql("insert into evidence_content (evidence_id, content) values (:id, :content)")
                .param("id", id.value())
                .param("content", content)
                .update();
        timeline.add(number, "evidenceReceived", about.sideOf(party), id.toString());
        return find(number, id).orElseThrow();
    }

    /** What a file is. Refused as INVALID when it is empty, too large or of another type. */
    @CanIgnoreReturnValue
    public static MediaType requireTaken(byte[] content) {
        if (content.length == 0) {
            throw Refused.invalid("file", "The file is empty.");
        }
        if (content.length > BYTES_MAX) {
            throw Refused.invalid("file", "A file is at most 10 MB.");
        }
        return MediaType.of(content)
                .orElseThrow(() -> Refused.invalid("file", "Send a PDF, a picture (PNG, JPEG, WebP) or plain text."));
    }

    private void requireRoom(CaseNumber number, boolean closed, int files) {
        if (files >= OF_A_CASE_MAX) {
            throw Refused.conflict("Case %s has %d files, which is the most it can have.".formatted(number, files));
        }
        if (closed && !appealOpen(number)) {
            throw Refused.conflict("Case %s is closed.".formatted(number));
        }
    }

    private boolean appealOpen(CaseNumber number) {
        return sql.sql("select exists (select 1 from appeal where case_number = :case and answered_at is null)")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    /** The name as no file system and no header can misread it. */
    private static String plain(@Nullable String name) {
        var last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = NOT_IN_A_NAME.matcher(last).replaceAll(" ").strip().replaceAll("^\\.+", "");
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(plain.length(), NAME_MAX));
    }

    /** In the order in which they came. */
    public List<Evidence> of(CaseNumber number) {
        return sql.sql(
                        """
                        select e.*, t.body as name, c.evidence_id is null as erased from evidence e
                        left join personal_text t on t.id = e.name_id left join evidence_content c on c.evidence_id = e.id
                        where e.case_number = :case order by e.position""")
                .param("case", number.value())
                .query((row, index) -> evidence(row))
                .list();
    }

    public Optional<Evidence> find(CaseNumber number, EvidenceId id) {
        return of(number).stream().filter(file -> file.id().equals(id)).findFirst();
    }

    /** What the file holds; empty when it was erased. */
    public Optional<byte[]> content(EvidenceId id) {
        return sql.sql("select content from evidence_content where evidence_id = :id")
                .param("id", id.value())
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        var name = row.getString("name");
        return new Evidence(
                new EvidenceId(row.getObject("id", UUID.class)),
                new AccountId(row.getString("account_id")),
                name == null ? "—" : name,
                MediaType.named(row.getString("media_type")),
                row.getInt("bytes"),
                row.getString("sha256"),
                row.getTimestamp("received_at").toInstant(),
                row.getBoolean("erased"));
    }
}
