package org.fairhold.demo.marketplace;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.AccountChange;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Balance;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The marketplace of the demo and the tests, in the same database and with books that are in order. */
@Component
@Profile("demo")
class ReferenceMarketplace implements Marketplace {
    /** What people do with their money here, beside what the desk commands; each has a key as a command has. */
    sealed interface Deed {
        String key();
    }

    /** The client pays. */
    record Pay(String key, ContractId contract, Money amount, Command.Origin state) implements Deed {}

    /** Pending money becomes available. */
    record Clear(String key, AccountId account, Money amount) implements Deed {}

    /** Available money leaves the marketplace. */
    record Withdraw(String key, AccountId account, Money amount) implements Deed {}

    private final Operations operations;
    private final FreeMoney freeMoney;
    private final HeldMoney heldMoney;
    private final Members members;
    private final Ledger ledger;
    private final Clock clock;

    ReferenceMarketplace(
            Operations operations,
            FreeMoney freeMoney,
            HeldMoney heldMoney,
            Members members,
            Ledger ledger,
            Clock clock) {
        this.operations = operations;
        this.freeMoney = freeMoney;
        this.heldMoney = heldMoney;
        this.members = members;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Answer carryOut(Command command) {
        return once(
                command.key(),
                Fingerprint.of((Record) command),
                command.getClass().getSimpleName(),
                command.caseNumber().value(),
                operation -> carryOut(operation, command));
    }

    private void carryOut(Operation operation, Command command) {
        if (command instanceof Command.Hold hold) {
            heldMoney.hold(operation, hold);
        } else if (command instanceof Command.Release release) {
            heldMoney.release(operation, release);
        } else if (command instanceof Command.Reverse reverse) {
            heldMoney.reverse(operation, reverse);
        } else if (command instanceof Command.Refund refund) {
            freeMoney.refund(operation, refund);
        } else if (command instanceof Command.Block block) {
            members.block(operation, block);
        } else if (command instanceof Command.Unblock unblock) {
            members.unblock(operation, unblock);
        } else if (command instanceof Command.EndSessions end) {
            members.endSessions(operation, end);
        } else if (command instanceof Command.UndoChange undo) {
            members.undo(operation, undo);
        } else if (command instanceof Command.TellCounterparts tell) {
            members.tell(operation, tell);
        } else if (command instanceof Command.RestoreRank restore) {
            members.restoreRank(operation, restore);
        } else if (command instanceof Command.WaiveFees waive) {
            members.waiveFees(operation, waive);
        } else {
            throw new IllegalArgumentException("unknown command " + command.getClass());
        }
    }

    Answer carryOut(Deed deed) {
        return once(deed.key(), Fingerprint.of((Record) deed), deed.getClass().getSimpleName(), null, operation -> {
            if (deed instanceof Pay pay) {
                freeMoney.pay(operation, pay.contract, pay.amount, pay.state);
            } else if (deed instanceof Clear clear) {
                freeMoney.clear(operation, clear.account, clear.amount);
            } else if (deed instanceof Withdraw withdraw) {
                freeMoney.withdraw(operation, withdraw.account, withdraw.amount);
            }
        });
    }

    private Answer once(String key, String sha256, String kind, @Nullable String caseNumber, Consumer<Operation> act) {
        var operation = new Operation(key, sha256, kind, caseNumber, UUID.randomUUID(), clock.instant());
        return operations.once(operation, () -> act.accept(operation));
    }

    @Override
    public Optional<Answer> askAbout(String key) {
        return operations.answer(key);
    }

    @Override
    public List<Balance> balances(AccountId account) {
        return ledger.balances(account);
    }

    @Override
    public Map<Command.Line, Money> held(AccountId account) {
        return ledger.held(account);
    }

    @Override
    public List<AccountChange> changesSince(AccountId account, Instant since) {
        return members.changesSince(account, since);
    }
}
