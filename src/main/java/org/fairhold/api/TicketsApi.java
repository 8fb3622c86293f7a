package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.line.CaseMessages;
import org.fairhold.line.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person asked the marketplace's front line about their case goes to whoever is responsible for it. */
@RestController
@RequestMapping("/api/v1/cases/{number}/tickets")
class TicketsApi {
    private static final int TEXT_MAX = 10_000;

    record TicketSent(@NotBlank @Size(max = TEXT_MAX) String text, @Nullable AccountId accountId) {}

    /** @param routedTo who answers, by the name that the person reads; absent while it is the whole team */
    record Ticket(String messageId, String caseNumber, @Nullable String routedTo, @Nullable Instant answerDue) {}

    private final Cases cases;
    private final CaseMessages messages;

    TicketsApi(Cases cases, CaseMessages messages) {
        this.cases = cases;
        this.messages = messages;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Ticket send(@PathVariable CaseNumber number, @Valid @RequestBody TicketSent sent) {
        var from = sent.accountId() == null ? cases.get(number).subjectId() : sent.accountId();
        var message = messages.receive(new CaseMessages.Incoming(
                number, from, null, Channel.TICKET, true, sent.text().strip(), null, null, null));
        return new Ticket(
                message.number(),
                number.value(),
                message.answerer() == null ? null : cases.staffName(message.answerer()),
                message.answerDue());
    }
}
