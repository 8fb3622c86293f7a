package org.fairhold.marketplace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.money.Money;

/**
 * The marketplace outside: it holds the accounts, the contracts and the money, and does what we command. Every
 * implementation passes the same tests ({@code MarketplaceContract}). Called outside any transaction.
 */
public interface Marketplace {
    /**
     * Carries a command out, once: the same key again answers as before and does nothing.
     *
     * @throws NoAnswer nobody knows whether it was done; ask about its key before it is sent again
     */
    Answer carryOut(Command command) throws NoAnswer;

    /**
     * What became of a command; empty where the marketplace never heard of it.
     *
     * @throws NoAnswer nobody answers
     */
    Optional<Answer> askAbout(String key) throws NoAnswer;

    /**
     * The account's money, one entry a currency; empty for an account that never had any.
     *
     * @throws NoAnswer nobody answers
     */
    List<Balance> balances(AccountId account) throws NoAnswer;

    /**
     * What is held of the account's money, line by line; a line that holds nothing any more is not among them.
     *
     * @throws NoAnswer nobody answers
     */
    Map<Command.Line, Money> held(AccountId account) throws NoAnswer;

    /**
     * What was changed about the account at that time or later, oldest first.
     *
     * @throws NoAnswer nobody answers
     */
    List<AccountChange> changesSince(AccountId account, Instant since) throws NoAnswer;
}
