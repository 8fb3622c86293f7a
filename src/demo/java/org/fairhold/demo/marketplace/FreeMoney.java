package org.fairhold.demo.marketplace;

import java.util.Currency;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.account.Role;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Books.Cause;
import org.fairhold.demo.marketplace.Books.Purpose;
import org.fairhold.demo.marketplace.Books.Purse;
import org.fairhold.demo.marketplace.Directory.Deal;
import org.fairhold.demo.marketplace.Directory.Member;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command;
import org.fairhold.money.Money;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Money that nobody holds: paid for a contract, cleared, refunded, withdrawn. */
@Component
@Profile("demo")
class FreeMoney {
    private final Directory directory;
    private final Books books;
    private final Members members;

    FreeMoney(Directory directory, Books books, Members members) {
        this.directory = directory;
        this.books = books;
        this.members = members;
    }

    /** The client pays the freelancer. A contract is paid in one currency. */
    void pay(Operation operation, ContractId contract, Money amount, Command.Origin state) {
        Books.requireMovable(amount);
        var deal = directory.deal(contract);
        books.lock(deal.client(), deal.freelancer());
        requireCurrencyOf(deal, amount.currency());
        var escrow = books.escrow(deal, amount.currency());
        var earned = books.purse(
                new Member(deal.freelancer(), Role.FREELANCER),
                switch (state) {
                    case PENDING -> Purpose.PENDING;
                    case AVAILABLE -> Purpose.AVAILABLE;
                },
                amount.currency());
        requireRoom(earned, amount);
        books.open(operation, Cause.of("PAY", contract));
        books.move(operation, 1, books.cash(contract, amount.currency()).id(), escrow.id(), amount);
        books.move(operation, 2, escrow.id(), earned.id(), amount);
    }

    /** The security period of pending money is over. What is held of it stays held. */
    void clear(Operation operation, AccountId account, Money amount) {
        Books.requireMovable(amount);
        var freelancer = directory.member(account);
        if (freelancer.role() != Role.FREELANCER) {
            throw new Rejection(Reason.NOT_ALLOWED, "Only what a freelancer earned is pending.");
        }
        books.lock(account);
        var pending = books.purse(freelancer, Purpose.PENDING, amount.currency());
        var available = books.purse(freelancer, Purpose.AVAILABLE, amount.currency());
        requireEnough(pending, amount);
        requireRoom(available, amount);
        books.open(operation, Cause.of("CLEAR"));
        books.move(operation, 1, pending.id(), available.id(), amount);
    }

    void refund(Operation operation, Command.Refund refund) {
        var amount = refund.amount();
        Books.requireMovable(amount);
        var from = directory.member(refund.from());
        var to = directory.member(refund.to());
        var deal = directory.deal(refund.contract());
        if (!deal.freelancer().equals(refund.from()) || !deal.client().equals(refund.to())) {
            throw new Rejection(Reason.NOT_ALLOWED, "A refund goes from the freelancer to the client of its contract.");
        }
        books.lock(from.id(), to.id());
        requireCurrencyOf(deal, amount.currency());
        var available = books.available(from, amount.currency());
        var refunded = books.available(to, amount.currency());
        requireEnough(available, amount);
        requireRoom(refunded, amount);
        books.open(operation, Cause.of("REFUND", refund.contract()));
        books.move(operation, 1, available.id(), refunded.id(), amount);
    }

    void withdraw(Operation operation, AccountId account, Money amount) {
        Books.requireMovable(amount);
        var holder = directory.member(account);
        books.lock(account);
        if (members.isBlocked(account, Permission.WITHDRAW, null)) {
            throw new Rejection(Reason.NOT_ALLOWED, "WITHDRAW is blocked for " + account + ".");
        }
        var available = books.available(holder, amount.currency());
        var transit = books.purse(holder, Purpose.PAYOUT_TRANSIT, amount.currency());
        var paidOut = books.purse(holder, Purpose.PAID_OUT, amount.currency());
        requireEnough(available, amount);
        requireRoom(paidOut, amount);
        books.open(operation, Cause.of("WITHDRAW"));
        books.move(operation, 1, available.id(), transit.id(), amount);
        books.move(operation, 2, transit.id(), paidOut.id(), amount);
    }

    private void requireCurrencyOf(Deal deal, Currency currency) {
        books.currencyOf(deal.id())
                .filter(paid -> !paid.equals(currency.getCurrencyCode()))
                .ifPresent(paid -> {
                    throw new Rejection(Reason.WRONG_CURRENCY, "Contract %s is paid in %s.".formatted(deal.id(), paid));
                });
    }

    private static void requireEnough(Purse purse, Money amount) {
        if (purse.balanceMinor() < amount.minor()) {
            throw new Rejection(
                    Reason.NOT_ENOUGH_MONEY,
                    "There is %d %s, which is less than %d."
                            .formatted(purse.balanceMinor(), amount.currency(), amount.minor()));
        }
    }

    private static void requireRoom(Purse purse, Money amount) {
        if (purse.balanceMinor() > Books.MINOR_MAX - amount.minor()) {
            throw new Rejection(Reason.NOT_ALLOWED, "An account holds at most %d.".formatted(Books.MINOR_MAX));
        }
    }
}
