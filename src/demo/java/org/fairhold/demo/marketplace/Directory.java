package org.fairhold.demo.marketplace;

import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.account.Role;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Answer;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who is on the marketplace. The demo tells its people and contracts to the desk only; the marketplace takes them over from
 * there when it first hears of one, and a contract's parties stay what they were.
 */
@Repository
@Profile("demo")
class Directory {
    record Member(AccountId id, Role role) {}

    /** A contract's two sides. */
    record Deal(ContractId id, AccountId freelancer, AccountId client) {
        boolean isOf(AccountId account) {
            return account.equals(freelancer) || account.equals(client);
        }

        AccountId counterpartOf(AccountId account) {
            return account.equals(freelancer) ? client : freelancer;
        }
    }

    private final JdbcClient sql;

    Directory(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Member> find(AccountId id) {
        return sql.sql("select role from fairhold.account where id = :id")
                .param("id", id.value())
                .query((row, index) -> new Member(id, Role.valueOf(row.getString("role"))))
                .optional();
    }

    /** Rejected as UNKNOWN_ACCOUNT where nobody heard of it. */
    Member member(AccountId id) {
        return joined(id)
                .or(() -> find(id).map(this::join))
                .orElseThrow(() -> new Rejection(Answer.Reason.UNKNOWN_ACCOUNT, "There is no account " + id + "."));
    }

    private Optional<Member> joined(AccountId id) {
        return sql.sql("select kind from marketplace.party where id = :id")
                .param("id", id.value())
                .query((row, index) -> new Member(id, Role.valueOf(row.getString("kind"))))
                .optional();
    }

    private Member join(Member member) {
        sql.sql("insert into marketplace.party (id, kind) values (:id, :kind) on conflict do nothing")
                .param("id", member.id.value())
                .param("kind", member.role.name())
                .update();
        return member;
    }

    /** Rejected as UNKNOWN_CONTRACT where nobody heard of it, and as NOT_ALLOWED where it is not between a freelancer and a client. */
    Deal deal(ContractId id) {
        return known(id, "marketplace.contract")
                .or(() -> known(id, "fairhold.contract").map(this::agree))
                .orElseThrow(() -> new Rejection(Answer.Reason.UNKNOWN_CONTRACT, "There is no contract " + id + "."));
    }

    private Optional<Deal> known(ContractId id, String table) {
        return sql.sql("select freelancer_id, client_id from %s where id = :id".formatted(table))
                .param("id", id.value())
                .query((row, index) -> new Deal(
                        id, new AccountId(row.getString("freelancer_id")), new AccountId(row.getString("client_id"))))
                .optional();
    }

    List<Deal> dealsOf(AccountId account) {
        return sql
                .sql("select id from fairhold.contract where :account in (freelancer_id, client_id) order by id")
                .param("account", account.value())
                .query(String.class)
                .list()
                .stream()
                .map(id -> deal(new ContractId(id)))
                .toList();
    }

    private Deal agree(Deal deal) {
        if (member(deal.freelancer).role != Role.FREELANCER || member(deal.client).role != Role.CLIENT) {
            throw new Rejection(
                    Answer.Reason.NOT_ALLOWED, "Contract " + deal.id + " is not between a freelancer and a client.");
        }
        sql.sql(
                        """
                        insert into marketplace.contract (id, freelancer_id, client_id)
                        values (:id, :freelancer, :client) on conflict do nothing""")
                .param("id", deal.id.value())
                .param("freelancer", deal.freelancer.value())
                .param("client", deal.client.value())
                .update();
        return deal;
    }
}
