package org.fairhold.demo.marketplace;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.account.Role;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Books.Cause;
import org.fairhold.demo.marketplace.Books.Held;
import org.fairhold.demo.marketplace.Books.Purpose;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money that is held: set aside by line and origin, given back to where it came from, or, in confirmed fraud, taken. */
@Component
@Profile("demo")
class HeldMoney {
    /** How long the two signatures that came with a command count. */
    private static final Duration APPROVED_FOR = Duration.ofHours(24);

    private record HoldLine(String caseNumber, AccountId holder, @Nullable ContractId contract, String currency) {}

    /** A part of what leaves a line. */
    private record Part(Held from, Money amount) {}

    private final Directory directory;
    private final Books books;
    private final JdbcClient sql;

    HeldMoney(Directory directory, Books books, JdbcClient sql) {
        this.directory = directory;
        this.books = books;
        this.sql = sql;
    }

    /** Once for each line and origin: what has left a line never comes back into it. */
    void hold(Operation operation, Command.Hold hold) {
        var amount = hold.amount();
        Books.requireMovable(amount);
        requireReadable(hold.line());
        var holder = directory.member(hold.holder());
        requireOwnContract(hold);
        var origin = hold.origin();
        if (holder.role() == Role.CLIENT && origin == Command.Origin.PENDING) {
            throw new Rejection(Reason.NOT_ENOUGH_MONEY, "A client has no pending money.");
        }
        books.lock(holder.id());
        var line = new HoldLine(
                hold.caseNumber().value(),
                hold.holder(),
                hold.contract(),
                amount.currency().getCurrencyCode());
        var known = find(hold.line());
        if (known.isPresent() && !known.get().equals(line)) {
            throw new Rejection(Reason.NOT_ALLOWED, "This line is of another case, holder, contract or currency.");
        }
        var from = origin == Command.Origin.PENDING
                ? books.purse(holder, Purpose.PENDING, amount.currency())
                : books.available(holder, amount.currency());
        if (books.held(hold.line()).stream().anyMatch(held -> held.origin() == from.id())) {
            throw new Rejection(Reason.NOT_ALLOWED, "This line was filled before.");
        }
        if (from.balanceMinor() < amount.minor()) {
            throw new Rejection(
                    Reason.NOT_ENOUGH_MONEY,
                    "There is %d %s, which is less than %d."
                            .formatted(from.balanceMinor(), amount.currency(), amount.minor()));
        }
        if (known.isEmpty()) {
            draw(hold.line(), line, operation);
        }
        var held = books.held(holder, hold.line(), from, amount.currency());
        books.open(operation, Cause.of("HOLD", hold.line()));
        books.move(operation, 1, from.id(), held.id(), amount);
    }

    /** What was available comes back first: its holder can use it at once. */
    void release(Operation operation, Command.Release release) {
        var line = inLock(release.line());
        var parts = parts(release.line(), line, release.amount());
        books.open(operation, Cause.of("RELEASE", release.line()));
        var number = 1;
        for (var part : parts) {
            books.move(operation, number++, part.from.purse().id(), part.from.origin(), part.amount);
        }
    }

    void reverse(Operation operation, Command.Reverse reverse) {
        var approval = reverse.approval();
        requireTwoPeople(approval);
        var client = directory.member(reverse.to());
        var line = inLock(reverse.line(), client.id());
        if (client.role() != Role.CLIENT
                || (line.contract != null
                        && !directory.deal(line.contract).client().equals(client.id()))
                || client.id().equals(line.holder)) {
            throw new Rejection(Reason.NOT_ALLOWED, "Held money is reversed to the client whose it was.");
        }
        var parts = parts(reverse.line(), line, reverse.amount());
        if (isUsed(approval)) {
            throw new Rejection(Reason.NOT_ALLOWED, "This approval was used before.");
        }
        var balance = books.available(client, reverse.amount().currency());
        if (balance.balanceMinor() > Books.MINOR_MAX - reverse.amount().minor()) {
            throw new Rejection(Reason.NOT_ALLOWED, "An account holds at most %d.".formatted(Books.MINOR_MAX));
        }
        keep(approval, reverse, operation);
        books.open(operation, new Cause("REVERSE", null, reverse.line(), approval.id()));
        var number = 1;
        for (var part : parts) {
            books.move(operation, number++, part.from.purse().id(), balance.id(), part.amount);
        }
    }

    private static void requireTwoPeople(Command.Approval approval) {
        var requester = approval.requestedBy().strip();
        var approver = approval.approvedBy().strip();
        if (approval.id().isBlank()
                || approval.id().length() > 64
                || requester.isEmpty()
                || approver.isEmpty()
                || requester.equalsIgnoreCase(approver)) {
            throw new Rejection(
                    Reason.NOT_ALLOWED, "A reversal needs an approval of its own, signed by two different people.");
        }
    }

    private static void requireReadable(Line line) {
        if (line.number() < 1 || line.measureId().isEmpty() || line.measureId().length() > 64) {
            throw new Rejection(Reason.NOT_ALLOWED, "A line is a measure of 1 to 64 characters and a number from 1.");
        }
    }

    private void requireOwnContract(Command.Hold hold) {
        var contract = hold.contract();
        if (contract == null) {
            return;
        }
        if (!directory.deal(contract).isOf(hold.holder())) {
            throw new Rejection(Reason.NOT_ALLOWED, "Contract %s is not the holder's.".formatted(contract));
        }
        var wanted = hold.amount().currency().getCurrencyCode();
        books.currencyOf(contract).filter(paid -> !paid.equals(wanted)).ifPresent(paid -> {
            throw new Rejection(Reason.WRONG_CURRENCY, "Contract %s is paid in %s.".formatted(contract, paid));
        });
    }

    /** The line, once nothing else can happen to its money. */
    private HoldLine inLock(Line line, AccountId... others) {
        var known = find(line)
                .orElseThrow(() -> new Rejection(
                        Reason.UNKNOWN_HOLD, "Nothing was held for %s/%d.".formatted(line.measureId(), line.number())));
        List<AccountId> parties = new ArrayList<>(List.of(others));
        parties.add(known.holder);
        books.lock(parties.toArray(AccountId[]::new));
        return known;
    }

    private List<Part> parts(Line number, HoldLine line, Money amount) {
        Books.requireMovable(amount);
        if (!line.currency.equals(amount.currency().getCurrencyCode())) {
            throw new Rejection(Reason.WRONG_CURRENCY, "This line is in %s.".formatted(line.currency));
        }
        List<Part> parts = new ArrayList<>();
        var missing = amount.minor();
        for (var held : books.held(number)) {
            var taken = Math.min(missing, held.purse().balanceMinor());
            if (taken > 0) {
                parts.add(new Part(held, new Money(taken, amount.currency())));
                missing -= taken;
            }
        }
        if (missing > 0) {
            throw new Rejection(
                    Reason.MORE_THAN_HELD,
                    "There is %d held, which is less than %d.".formatted(amount.minor() - missing, amount.minor()));
        }
        return parts;
    }

    private Optional<HoldLine> find(Line line) {
        return sql.sql("select * from marketplace.hold_line where measure_id = :measure and number = :number")
                .param("measure", line.measureId())
                .param("number", line.number())
                .query((row, index) -> new HoldLine(
                        row.getString("case_number"),
                        new AccountId(row.getString("holder_id")),
                        row.getString("contract_id") == null ? null : new ContractId(row.getString("contract_id")),
                        row.getString("currency")))
                .optional();
    }

    private void draw(Line number, HoldLine line, Operation operation) {
        sql.sql(
                        """
                        insert into marketplace.hold_line
                            (measure_id, number, case_number, holder_id, contract_id, currency, at)
                        values (:measure, :number, :caseNumber, :holder, :contract, :currency, :at)""")
                .param("measure", number.measureId())
                .param("number", number.number())
                .param("caseNumber", line.caseNumber)
                .param("holder", line.holder.value())
                .param("contract", Objects.toString(line.contract, null))
                .param("currency", line.currency)
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    private boolean isUsed(Command.Approval approval) {
        return sql.sql("select exists (select from marketplace.approval where reference = :reference)")
                .param("reference", approval.id())
                .query(Boolean.class)
                .single();
    }

    private void keep(Command.Approval approval, Command.Reverse reverse, Operation operation) {
        sql.sql(
                        """
                        insert into marketplace.approval (reference, decided_by, signed_by, measure_id, line_number,
                            beneficiary_id, currency, amount_minor, recorded_at, valid_until)
                        values (:reference, :decidedBy, :signedBy, :measure, :number,
                            :beneficiary, :currency, :minor, :at, :until)""")
                .param("reference", approval.id())
                .param("decidedBy", approval.requestedBy())
                .param("signedBy", approval.approvedBy())
                .param("measure", reverse.line().measureId())
                .param("number", reverse.line().number())
                .param("beneficiary", reverse.to().value())
                .param("currency", reverse.amount().currency().getCurrencyCode())
                .param("minor", reverse.amount().minor())
                .param("at", Timestamp.from(operation.at()))
                .param("until", Timestamp.from(operation.at().plus(APPROVED_FOR)))
                .update();
    }
}
