package org.fairhold.marketplace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * A marketplace that implements {@code openapi/marketplace.yaml}. What is not an answer by that file is none: then nobody
 * knows whether anything was done. What went wrong is said in our words, never in the other side's.
 */
@Component
@Primary
@Conditional(HttpMarketplace.IsSet.class)
class HttpMarketplace implements Marketplace {
    private static final int BYTES_MAX = 1 << 20;
    private static final int REFERENCE_MAX = 128;
    private static final int DETAIL_MAX = 500;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/-]{1,200}");
    private static final String UNKNOWN_KEY = "UNKNOWN_KEY";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new JavaTimeModule())
            .build();

    /** For what need not be said in full; the types themselves say what must be. */
    private static final ObjectMapper PARTLY = JSON.copy()
            .disable(
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    static final class IsSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("fairhold.marketplace.url"));
        }
    }

    private record Reply(int status, JsonNode body) {
        NoAnswer isNone() {
            return new NoAnswer("The marketplace answered %d, which is no answer to this.".formatted(status));
        }

        String text(String field, int max) {
            var text = body.path(field).asText("").replaceAll("\\p{C}", " ").strip();
            return text.length() > max ? text.substring(0, max) : text;
        }

        boolean says(String field, String value) {
            return body.path(field).asText().equals(value);
        }
    }

    private record HeldView(ContractId contract, long heldMinor) {}

    private record BalanceView(
            Currency currency, long pendingMinor, long availableMinor, long heldMinor, List<HeldView> heldByContract) {}

    private record Balances(List<BalanceView> items) {}

    private record Amount(long amountMinor, Currency currency) {}

    private record LineView(Command.Line line, Amount amount) {}

    private record Lines(List<LineView> items) {}

    /** A change need not belong to a contract; all else must be said. */
    private record ChangeView(String id, String what, Instant at, Boolean canBeUndone, @Nullable ContractId contract) {
        ChangeView {
            Stream.of(id, what, at, canBeUndone).forEach(Objects::requireNonNull);
            if (!CODE.matcher(id).matches() || !CODE.matcher(what).matches()) {
                throw new IllegalArgumentException("a change has an id and a code");
            }
        }

        AccountChange toChange() {
            return new AccountChange(id, what, at, canBeUndone, contract);
        }
    }

    private record Changes(List<ChangeView> items) {}

    private final RestClient calls;

    HttpMarketplace(MarketplaceSettings settings) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectWithin())
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.answerWithin());
        this.calls = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.url().replaceFirst("/+$", ""))
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.key())
                .defaultHeader(HttpHeaders.ACCEPT, "application/json, application/problem+json")
                .build();
    }

    @Override
    public Answer carryOut(Command command) throws NoAnswer {
        var reply = reply(calls.post()
                .uri("/commands/" + CommandKind.of(command).path())
                .header("Idempotency-Key", command.key())
                .contentType(MediaType.APPLICATION_JSON)
                .body(CommandKind.body(command).toString()));
        return switch (reply.status()) {
            case 200, 201 -> done(reply);
            case 202 -> accepted(reply);
            case 409, 422 -> rejected(reply);
            default -> throw reply.isNone();
        };
    }

    /** A 404 that a proxy makes is not the marketplace's word that it never heard of a key. */
    @Override
    public Optional<Answer> askAbout(String key) throws NoAnswer {
        var reply = reply(calls.get().uri("/operations?key={key}", key));
        if (reply.status() == 404 && reply.says("reason", UNKNOWN_KEY)) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw reply.isNone();
        }
        return Optional.of(
                switch (reply.text("outcome", REFERENCE_MAX)) {
                    case "DONE" -> done(reply);
                    case "ACCEPTED" -> accepted(reply);
                    case "REJECTED" -> rejected(reply);
                    default -> throw reply.isNone();
                });
    }

    @Override
    public List<Balance> balances(AccountId account) throws NoAnswer {
        var reply = reply(calls.get().uri("/balances?account={account}", account.value()));
        return read(reply, Balances.class).items().stream()
                .map(view -> new Balance(
                        view.currency(),
                        view.pendingMinor(),
                        view.availableMinor(),
                        view.heldMinor(),
                        view.heldByContract().stream()
                                .collect(Collectors.toMap(HeldView::contract, HeldView::heldMinor, Long::sum))))
                .toList();
    }

    @Override
    public Map<Command.Line, Money> held(AccountId account) throws NoAnswer {
        var reply = reply(calls.get().uri("/held?account={account}", account.value()));
        try {
            return read(reply, Lines.class).items().stream()
                    .collect(Collectors.toMap(
                            LineView::line,
                            view -> new Money(
                                    view.amount().amountMinor(), view.amount().currency())));
        } catch (IllegalStateException twice) {
            throw reply.isNone();
        }
    }

    @Override
    public List<AccountChange> changesSince(AccountId account, Instant since) throws NoAnswer {
        var reply = reply(calls.get().uri("/changes?account={account}&since={since}", account.value(), since));
        return read(PARTLY, reply, Changes.class).items().stream()
                .map(ChangeView::toChange)
                .toList();
    }

    private static Answer done(Reply reply) throws NoAnswer {
        if (!reply.says("outcome", "DONE")
                || reply.text("reference", REFERENCE_MAX).isEmpty()) {
            throw reply.isNone();
        }
        return new Answer.Done(reply.text("reference", REFERENCE_MAX));
    }

    private static Answer accepted(Reply reply) throws NoAnswer {
        if (!reply.says("outcome", "ACCEPTED")
                || reply.text("reference", REFERENCE_MAX).isEmpty()) {
            throw reply.isNone();
        }
        return new Answer.Accepted(reply.text("reference", REFERENCE_MAX));
    }

    private static Answer rejected(Reply reply) throws NoAnswer {
        var reason = Arrays.stream(Answer.Reason.values())
                .filter(known -> reply.says("reason", known.name()))
                .findFirst()
                .orElseThrow(reply::isNone);
        return new Answer.Rejected(reason, reply.text("detail", DETAIL_MAX));
    }

    private static <T> T read(Reply reply, Class<T> type) throws NoAnswer {
        return read(JSON, reply, type);
    }

    private static <T> T read(ObjectMapper json, Reply reply, Class<T> type) throws NoAnswer {
        if (reply.status() != 200) {
            throw reply.isNone();
        }
        try {
            return json.treeToValue(reply.body(), type);
        } catch (JsonProcessingException | IllegalArgumentException | Refused e) {
            throw reply.isNone();
        }
    }

    private static Reply reply(RestClient.RequestHeadersSpec<?> call) throws NoAnswer {
        try {
            var reply = call.exchange((request, response) -> reply(response));
            if (reply == null) {
                throw new NoAnswer("The marketplace did not answer.");
            }
            return reply;
        } catch (RestClientException e) {
            // Its message holds the address, with the account in it.
            throw new NoAnswer("The marketplace did not answer in time, or the connection broke.");
        }
    }

    private static Reply reply(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var bytes = response.getBody().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            return new Reply(status, JSON.missingNode());
        }
        try {
            return new Reply(status, JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            return new Reply(status, JSON.missingNode());
        }
    }
}
