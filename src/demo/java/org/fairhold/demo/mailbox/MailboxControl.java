package org.fairhold.demo.mailbox;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.fairhold.demo.BadField;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** {@code /demo/mailbox}: every mail that was sent, as a page or as JSON, and a way to write one. */
@Controller
@RequestMapping("/demo/mailbox")
@Profile("demo")
class MailboxControl {
    private static final int SHOWN_MAX = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Mailbox mailbox;
    private final Posting posting;

    MailboxControl(Mailbox mailbox, Posting posting) {
        this.mailbox = mailbox;
        this.posting = posting;
    }

    /** A mail as the page shows it; links in its HTML open beside the page, not within the frame. */
    record Shown(ReceivedMail mail, String sentAt, @Nullable String textHtml, @Nullable String frame) {
        static Shown of(ReceivedMail mail) {
            return new Shown(
                    mail,
                    TIME.format(mail.sentAt()),
                    mail.text() == null ? null : Links.html(mail.text()),
                    mail.html() == null ? null : "<base target=\"_blank\">" + mail.html());
        }
    }

    record Sent(@Nullable String messageId) {}

    @GetMapping(params = "!as")
    String page(@RequestParam(required = false) @Nullable String to, Model model) {
        var mails = mails(to);
        model.addAttribute("to", to == null ? "" : to);
        model.addAttribute("count", mails.size());
        model.addAttribute(
                "mails", mails.stream().limit(SHOWN_MAX).map(Shown::of).toList());
        return "demo/mailbox";
    }

    @GetMapping(params = "as=json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<ReceivedMail> json(@RequestParam(required = false) @Nullable String to) {
        return mails(to);
    }

    @GetMapping(params = {"as", "as!=json"})
    void otherForm() {
        throw new BadField("as", "is json, or left out for the page");
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Sent post(@RequestBody Posting.Draft draft) {
        return new Sent(posting.post(draft));
    }

    /** As the page sends it. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String reply(@ModelAttribute Posting.Draft draft) {
        posting.post(draft);
        return "redirect:/demo/mailbox";
    }

    @ExceptionHandler
    @ResponseBody
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return new BadField("body", "this is not JSON with from, to, subject, text and perhaps inReplyTo").getBody();
    }

    private List<ReceivedMail> mails(@Nullable String to) {
        return to == null || to.isBlank() ? mailbox.all() : mailbox.to(to);
    }
}
