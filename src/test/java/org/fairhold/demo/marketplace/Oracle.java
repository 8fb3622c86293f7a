package org.fairhold.demo.marketplace;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Clear;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/** What the ledger should say, in the few words of a program without a database. */
final class Oracle {
    enum Verdict {
        DONE,
        REJECTED,
        KEY_REUSED
    }

    /** Where free money of one holder and currency lies. */
    private record Place(AccountId holder, Origin origin, String currency) {}

    private record Drawn(CaseNumber caseNumber, AccountId holder, @Nullable ContractId contract, String currency) {}

    private record Asked(Record request, Verdict verdict) {}

    private static final Map<ContractId, AccountId> FREELANCERS = Map.of(
            Trial.ANNA_CARL,
            Trial.ANNA,
            Trial.ANNA_CORA,
            Trial.ANNA,
            Trial.FRED_CARL,
            Trial.FRED,
            Trial.FRED_CORA,
            Trial.FRED);
    private static final Map<ContractId, AccountId> CLIENTS = Map.of(
            Trial.ANNA_CARL,
            Trial.CARL,
            Trial.ANNA_CORA,
            Trial.CORA,
            Trial.FRED_CARL,
            Trial.CARL,
            Trial.FRED_CORA,
            Trial.CORA);

    private final Map<Place, Long> free = new HashMap<>();
    private final Map<ContractId, String> currencies = new HashMap<>();
    private final Map<Line, Drawn> lines = new HashMap<>();
    private final Map<Line, Map<Origin, Long>> held = new HashMap<>();
    private final Map<String, Command.Block> blocks = new HashMap<>();
    private final Set<String> approvals = new HashSet<>();
    private final Map<String, Asked> asked = new HashMap<>();

    Verdict judge(String key, Record request) {
        var earlier = asked.get(key);
        if (earlier != null) {
            return earlier.request.equals(request) ? earlier.verdict : Verdict.KEY_REUSED;
        }
        var verdict = isDone(request) ? Verdict.DONE : Verdict.REJECTED;
        asked.put(key, new Asked(request, verdict));
        return verdict;
    }

    long free(AccountId holder, Origin origin, String currency) {
        return free.getOrDefault(new Place(holder, origin, currency), 0L);
    }

    long held(AccountId holder, String currency) {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().holder.equals(holder)
                        && line.getValue().currency.equals(currency))
                .mapToLong(line -> remaining(line.getKey()))
                .sum();
    }

    private long remaining(Line line) {
        return held.getOrDefault(line, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private boolean isDone(Record request) {
        if (request instanceof Pay pay) {
            var freelancer = FREELANCERS.get(pay.contract());
            return freelancer != null
                    && isMovable(pay.amount())
                    && isPaidIn(pay.contract(), pay.amount())
                    && gives(freelancer, pay.state(), pay.amount());
        } else if (request instanceof Clear clear) {
            return isFreelancer(clear.account())
                    && takes(clear.account(), Origin.PENDING, clear.amount())
                    && gives(clear.account(), Origin.AVAILABLE, clear.amount());
        } else if (request instanceof Withdraw withdraw) {
            return blocks.values().stream().noneMatch(block -> block.account().equals(withdraw.account()))
                    && takes(withdraw.account(), Origin.AVAILABLE, withdraw.amount());
        } else if (request instanceof Command.Refund refund) {
            return refund.from().equals(FREELANCERS.get(refund.contract()))
                    && refund.to().equals(CLIENTS.get(refund.contract()))
                    && isIn(refund.contract(), refund.amount())
                    && takes(refund.from(), Origin.AVAILABLE, refund.amount())
                    && gives(refund.to(), Origin.AVAILABLE, refund.amount());
        } else if (request instanceof Command.Hold hold) {
            return isHeld(hold);
        } else if (request instanceof Command.Release release) {
            return leaves(release.line(), release.amount(), true);
        } else if (request instanceof Command.Reverse reverse) {
            return isReversed(reverse);
        } else if (request instanceof Command.Block block) {
            return blocks.put(block.key(), block) == null;
        } else if (request instanceof Command.Unblock unblock) {
            var block = blocks.get(unblock.blockKey());
            return block != null
                    && block.account().equals(unblock.account())
                    && blocks.remove(unblock.blockKey()) != null;
        }
        throw new AssertionError(request);
    }

    private boolean isHeld(Command.Hold hold) {
        var contract = hold.contract();
        var line = new Drawn(hold.caseNumber(), hold.holder(), contract, code(hold.amount()));
        var isTheirs = contract == null
                || hold.holder().equals(FREELANCERS.get(contract))
                || hold.holder().equals(CLIENTS.get(contract));
        var isAsBefore = lines.getOrDefault(hold.line(), line).equals(line)
                && !held.getOrDefault(hold.line(), Map.of()).containsKey(hold.origin());
        if (!isTheirs
                || !isAsBefore
                || (contract != null && !isIn(contract, hold.amount()))
                || !takes(hold.holder(), hold.origin(), hold.amount())) {
            return false;
        }
        lines.put(hold.line(), line);
        held.computeIfAbsent(hold.line(), one -> new EnumMap<>(Origin.class))
                .put(hold.origin(), hold.amount().minor());
        return true;
    }

    private boolean isReversed(Command.Reverse reverse) {
        var line = lines.get(reverse.line());
        var approval = reverse.approval();
        if (line == null
                || approval.requestedBy().equalsIgnoreCase(approval.approvedBy())
                || approvals.contains(approval.id())
                || isFreelancer(reverse.to())
                || line.holder.equals(reverse.to())
                || (line.contract != null && !reverse.to().equals(CLIENTS.get(line.contract)))
                || !leaves(reverse.line(), reverse.amount(), false)) {
            return false;
        }
        approvals.add(approval.id());
        return gives(reverse.to(), Origin.AVAILABLE, reverse.amount());
    }

    /** Available money first. */
    private boolean leaves(Line line, Money amount, boolean goesBack) {
        var drawn = lines.get(line);
        if (drawn == null
                || !isMovable(amount)
                || !drawn.currency.equals(code(amount))
                || remaining(line) < amount.minor()) {
            return false;
        }
        var missing = amount.minor();
        var parts = held.getOrDefault(line, new EnumMap<>(Origin.class));
        for (var origin : new Origin[] {Origin.AVAILABLE, Origin.PENDING}) {
            var there = parts.getOrDefault(origin, 0L);
            var part = Math.min(there, missing);
            if (part > 0) {
                parts.put(origin, there - part);
                missing -= part;
                if (goesBack) {
                    gives(drawn.holder, origin, new Money(part, amount.currency()));
                }
            }
        }
        return true;
    }

    private boolean isIn(ContractId contract, Money amount) {
        return currencies.getOrDefault(contract, code(amount)).equals(code(amount));
    }

    private boolean isPaidIn(ContractId contract, Money amount) {
        currencies.putIfAbsent(contract, code(amount));
        return isIn(contract, amount);
    }

    private boolean takes(AccountId holder, Origin origin, Money amount) {
        var place = new Place(holder, origin, code(amount));
        var there = free.getOrDefault(place, 0L);
        return isMovable(amount) && there >= amount.minor() && free.put(place, there - amount.minor()) != null;
    }

    @CanIgnoreReturnValue
    private boolean gives(AccountId holder, Origin origin, Money amount) {
        free.merge(new Place(holder, origin, code(amount)), amount.minor(), Math::addExact);
        return true;
    }

    private static boolean isMovable(Money amount) {
        return amount.minor() > 0 && amount.minor() <= Books.MINOR_MAX;
    }

    private static boolean isFreelancer(AccountId account) {
        return FREELANCERS.containsValue(account);
    }

    private static String code(Money amount) {
        return amount.currency().getCurrencyCode();
    }
}
