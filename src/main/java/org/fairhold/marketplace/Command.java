package org.fairhold.marketplace;

import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What we ask of the marketplace. Its key says what it means in our words ({@code C-2041/hold/M-1007/1}), never an id of the
 * engine, so that a retry, a migration or a restart asks for the same thing.
 */
public sealed interface Command {
    String key();

    CaseNumber caseNumber();

    /**
     * A command waits for those before it in its case that say the same here: of one line, or about one account. Without it
     * the command waits for all of them.
     */
    default @Nullable String sequence() {
        return null;
    }

    /** One line of one measure: the place where held money lies. */
    record Line(String measureId, int number) {
        String sequence() {
            return "line/%s/%d".formatted(measureId, number);
        }
    }

    /** Where held money came from, and where it goes back to. */
    enum Origin {
        PENDING,
        AVAILABLE
    }

    /**
     * Sets money of the holder aside: still theirs, and not to be withdrawn.
     *
     * @param contract null only in fraud and takeover
     */
    record Hold(
            String key,
            CaseNumber caseNumber,
            Line line,
            AccountId holder,
            @Nullable ContractId contract,
            Origin origin,
            Money amount)
            implements Command {
        @Override
        public String sequence() {
            return line.sequence();
        }
    }

    /** Gives held money back to where it came from. A line can be released in parts. */
    record Release(String key, CaseNumber caseNumber, Line line, Money amount) implements Command {
        @Override
        public String sequence() {
            return line.sequence();
        }
    }

    /**
     * The freelancer's own, recorded, voluntary refund to the client of a contract, from money that is available: it waits for
     * whatever the case released before.
     */
    record Refund(String key, CaseNumber caseNumber, AccountId from, ContractId contract, AccountId to, Money amount)
            implements Command {}

    /** Takes held money to the client: confirmed fraud only. */
    record Reverse(String key, CaseNumber caseNumber, Line line, AccountId to, Money amount, Approval approval)
            implements Command {
        @Override
        public String sequence() {
            return line.sequence();
        }
    }

    /**
     * The two signatures under a reversal, by the names that the two have at the desk. It serves one reversal.
     *
     * @param id the approval's own, never given twice
     */
    record Approval(String id, String requestedBy, String approvedBy) {}

    /** @param contracts where; empty: everywhere */
    record Block(
            String key,
            CaseNumber caseNumber,
            AccountId account,
            Set<Permission> permissions,
            Set<ContractId> contracts)
            implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    /** Takes one block of ours away. @param blockKey the key under which it was put */
    record Unblock(String key, CaseNumber caseNumber, AccountId account, String blockKey) implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    record EndSessions(String key, CaseNumber caseNumber, AccountId account) implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    record UndoChange(String key, CaseNumber caseNumber, AccountId account, String changeId) implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    /** Tells the account's counterparts. @param text a code of what to tell; the marketplace has the words */
    record TellCounterparts(
            String key, CaseNumber caseNumber, AccountId account, Set<ContractId> contracts, String text)
            implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    /** Takes no fee from the account for so many days: they begin when it is carried out, or when an earlier waiver ends. */
    record WaiveFees(String key, CaseNumber caseNumber, AccountId account, int days) implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }

    record RestoreRank(String key, CaseNumber caseNumber, AccountId account) implements Command {
        @Override
        public String sequence() {
            return "account/" + account;
        }
    }
}
