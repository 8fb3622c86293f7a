package org.fairhold.marketplace;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fairhold.marketplace.Answer.Reason;

/** What a tiny marketplace knows: who has what, what was held, what was answered to which key. It reads the wire, not our code. */
public final class TinyBooks {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What was answered to a key, and what had been asked. */
    record Operation(String request, ObjectNode outcome) {}

    private record Purse(String account, String currency) {}

    private static final class Line {
        final Purse purse;
        final String contract;
        final boolean pending;
        long held;

        Line(Purse purse, String contract, boolean pending) {
            this.purse = purse;
            this.contract = contract;
            this.pending = pending;
        }
    }

    private static final class Refusal extends RuntimeException {
        private final Reason reason;

        Refusal(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }
    }

    private final Set<String> accounts = new HashSet<>();
    private final Set<String> contracts = new HashSet<>();
    private final Map<Purse, Long> pending = new HashMap<>();
    private final Map<Purse, Long> available = new HashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> approvalsUsed = new HashSet<>();
    private final Map<String, List<ObjectNode>> changes = new HashMap<>();
    private final Set<String> undone = new HashSet<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Integer> effects = new TreeMap<>();

    public synchronized void know(String freelancer, String client, String contract) {
        accounts.add(freelancer);
        accounts.add(client);
        contracts.add(contract);
    }

    public synchronized void pay(String account, boolean isPending, String currency, long minor) {
        (isPending ? pending : available).merge(new Purse(account, currency), minor, Long::sum);
    }

    synchronized void change(String account, AccountChange change) {
        var told = JSON.createObjectNode()
                .put("id", change.id())
                .put("what", change.what())
                .put("at", change.at().toString())
                .put("canBeUndone", change.canBeUndone());
        if (change.contract() != null) {
            told.put("contract", change.contract().value());
        }
        changes.computeIfAbsent(account, one -> new ArrayList<>()).add(told);
    }

    /** How often each key took effect. */
    public synchronized Map<String, Integer> effects() {
        return new TreeMap<>(effects);
    }

    /** The operation of that key, carried out if it is new; a reused key is a rejection that is not kept. */
    synchronized ObjectNode carryOut(String kind, String key, String body, boolean laterConfirmed) {
        var request = kind + body;
        var before = operations.get(key);
        if (before != null) {
            return before.request().equals(request) ? before.outcome() : rejected(Reason.KEY_REUSED);
        }
        var outcome = outcome(kind, key, body, laterConfirmed);
        operations.put(key, new Operation(request, outcome));
        return outcome;
    }

    private ObjectNode outcome(String kind, String key, String body, boolean laterConfirmed) {
        try {
            apply(kind, JSON.readTree(body));
            effects.merge(key, 1, Integer::sum);
            return JSON.createObjectNode()
                    .put("outcome", laterConfirmed ? "ACCEPTED" : "DONE")
                    .put("reference", "op-" + (operations.size() + 1));
        } catch (Refusal refusal) {
            return rejected(refusal.reason);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode rejected(Reason reason) {
        return JSON.createObjectNode()
                .put("outcome", "REJECTED")
                .put("reason", reason.name())
                .put("detail", "Not so.");
    }

    /** What was accepted is done now, and nobody is told. */
    synchronized void finish(String key) {
        requireNonNull(operations.get(key)).outcome().put("outcome", "DONE");
    }

    /** Somebody restored an old backup. */
    synchronized void forget(String key) {
        operations.remove(key);
    }

    /** Another world begins: whom it knew, what they had, and what was ever asked. */
    public synchronized void forgetAll() {
        List.of(pending, available, lines, changes, operations, effects).forEach(Map::clear);
        List.of(accounts, contracts, approvalsUsed, undone).forEach(Set::clear);
    }

    synchronized ObjectNode about(String key) {
        var operation = operations.get(key);
        return operation == null
                ? JSON.createObjectNode().put("outcome", "UNKNOWN").put("reason", "UNKNOWN_KEY")
                : operation.outcome();
    }

    private void apply(String kind, JsonNode body) {
        switch (kind) {
            case "hold" -> hold(body);
            case "release" -> {
                var line = take(body);
                (line.pending ? pending : available).merge(line.purse, minor(body), Long::sum);
            }
            case "reverse" -> reverse(body);
            case "refund" -> refund(body);
            case "undo-change" -> undo(body);
            default -> requireAccount(body.get("account").asText());
        }
    }

    private void hold(JsonNode body) {
        requireAccount(body.get("holder").asText());
        if (body.has("contract") && !contracts.contains(body.get("contract").asText())) {
            throw new Refusal(Reason.UNKNOWN_CONTRACT);
        }
        var isPending = body.get("origin").asText().equals("PENDING");
        var purse = new Purse(body.get("holder").asText(), currency(body));
        spend(isPending ? pending : available, purse, minor(body));
        var line = lines.computeIfAbsent(
                body.get("line").toString(),
                name -> new Line(purse, body.path("contract").asText(""), isPending));
        line.held += minor(body);
    }

    private void reverse(JsonNode body) {
        var signed = body.get("approval");
        var approval = signed.get("id").asText();
        if (signed.get("requestedBy").equals(signed.get("approvedBy")) || approvalsUsed.contains(approval)) {
            throw new Refusal(Reason.NOT_ALLOWED);
        }
        take(body);
        approvalsUsed.add(approval);
        pay(body.get("to").asText(), false, currency(body), minor(body));
    }

    private void refund(JsonNode body) {
        spend(available, new Purse(body.get("from").asText(), currency(body)), minor(body));
        pay(body.get("to").asText(), false, currency(body), minor(body));
    }

    private void undo(JsonNode body) {
        var change = changes.getOrDefault(body.get("account").asText(), List.of()).stream()
                .filter(one -> one.get("id").equals(body.get("changeId")))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.NOT_ALLOWED));
        if (!change.get("canBeUndone").asBoolean()
                || !undone.add(change.get("id").asText())) {
            throw new Refusal(Reason.CANNOT_BE_UNDONE);
        }
    }

    @CanIgnoreReturnValue
    private Line take(JsonNode body) {
        var line = lines.get(body.get("line").toString());
        if (line == null) {
            throw new Refusal(Reason.UNKNOWN_HOLD);
        }
        if (!line.purse.currency().equals(currency(body))) {
            throw new Refusal(Reason.WRONG_CURRENCY);
        }
        if (line.held < minor(body)) {
            throw new Refusal(Reason.MORE_THAN_HELD);
        }
        line.held -= minor(body);
        return line;
    }

    private static void spend(Map<Purse, Long> from, Purse purse, long minor) {
        if (from.getOrDefault(purse, 0L) < minor) {
            throw new Refusal(Reason.NOT_ENOUGH_MONEY);
        }
        from.merge(purse, -minor, Long::sum);
    }

    private void requireAccount(String account) {
        if (!accounts.contains(account)) {
            throw new Refusal(Reason.UNKNOWN_ACCOUNT);
        }
    }

    private static long minor(JsonNode body) {
        return body.at("/amount/amountMinor").asLong();
    }

    private static String currency(JsonNode body) {
        return body.at("/amount/currency").asText();
    }

    synchronized ObjectNode balances(String account) {
        var currencies = new TreeMap<String, ObjectNode>();
        var all = new HashSet<>(pending.keySet());
        all.addAll(available.keySet());
        for (var purse : all) {
            if (purse.account().equals(account)) {
                currencies.put(purse.currency(), balance(purse));
            }
        }
        var answer = JSON.createObjectNode();
        answer.putArray("items").addAll(currencies.values());
        return answer;
    }

    private ObjectNode balance(Purse purse) {
        var byContract = new TreeMap<String, Long>();
        var held = 0L;
        for (var line : lines.values()) {
            if (line.purse.equals(purse) && line.held > 0) {
                held += line.held;
                if (!line.contract.isEmpty()) {
                    byContract.merge(line.contract, line.held, Long::sum);
                }
            }
        }
        var balance = JSON.createObjectNode()
                .put("currency", purse.currency())
                .put("pendingMinor", pending.getOrDefault(purse, 0L))
                .put("availableMinor", available.getOrDefault(purse, 0L))
                .put("heldMinor", held);
        var list = balance.putArray("heldByContract");
        byContract.forEach(
                (contract, minor) -> list.addObject().put("contract", contract).put("heldMinor", minor));
        return balance;
    }

    synchronized ObjectNode held(String account) {
        var answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        lines.forEach((name, line) -> {
            if (line.purse.account().equals(account) && line.held > 0) {
                var item = items.addObject();
                item.set("line", parsed(name));
                item.putObject("amount").put("amountMinor", line.held).put("currency", line.purse.currency());
            }
        });
        return answer;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized ObjectNode changes(String account, Instant since) {
        var answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        changes.getOrDefault(account, List.of()).stream()
                .filter(change -> !Instant.parse(change.get("at").asText()).isBefore(since))
                .forEach(items::add);
        return answer;
    }
}
