package org.fairhold.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The staff as people know them; names stay known when somebody has left. */
@Component
public class StaffMembers {
    private final JdbcClient sql;

    StaffMembers(JdbcClient sql) {
        this.sql = sql;
    }

    public void keep(Colleague colleague) {
        sql.sql(
                        """
                        insert into staff_member (user_id, display_name, email) values (:id, :name, :email)
                        on conflict (user_id) do update set display_name = excluded.display_name, email = excluded.email""")
                .param("id", colleague.id())
                .param("name", colleague.displayName())
                .param("email", colleague.email())
                .update();
    }

    public Optional<String> displayName(@Nullable String userId) {
        return sql.sql("select display_name from staff_member where user_id = :id")
                .param("id", userId)
                .query(String.class)
                .optional();
    }
}
