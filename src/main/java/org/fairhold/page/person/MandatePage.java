package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.Settings;
import org.fairhold.representative.MandateForms;
import org.fairhold.representative.Named;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where anybody can say that they act for somebody. Its answer is the same whether there is such a case or not. */
@Controller
class MandatePage {
    private static final String HERE = "/representative";
    private static final int FIELD_MAX = 254;

    private final MandateForms forms;
    private final Doorstep doorstep;
    private final PageWords words;
    private final Settings settings;

    MandatePage(MandateForms forms, Doorstep doorstep, PageWords words, Settings settings) {
        this.forms = forms;
        this.doorstep = doorstep;
        this.words = words;
        this.settings = settings;
    }

    @GetMapping(HERE)
    String show(HttpServletRequest request, Model model) {
        var done = Optional.ofNullable(request.getParameter("done")).orElse("");
        return page(
                switch (done) {
                    case "sent" -> "mandate.sent";
                    case "again", "large" -> "done." + done;
                    default -> null;
                },
                null,
                request,
                model);
    }

    @PostMapping(HERE)
    String send(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            if (file == null || file.isEmpty()) {
                throw Refused.invalid("file", "blank");
            }
            var named = new Named(
                    typed("name", request),
                    typed("email", request),
                    RepresentativeForms.rights(request),
                    endOf(typed("until", request)));
            forms.send(typed("number", request), typed("person", request), named, bytes(file));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page(null, refused.field() == null ? "" : refused.field(), request, model);
        }
        return "redirect:" + HERE + "?done=sent";
    }

    private String page(@Nullable String said, @Nullable String wrong, HttpServletRequest request, Model model) {
        var say = words.in(doorstep.language(request));
        model.addAttribute("say", say);
        model.addAttribute("languages", words.languages());
        model.addAttribute("brand", settings.brand());
        model.addAttribute("self", HERE);
        model.addAttribute("title", "%s – %s".formatted(say.of("mandate.title"), settings.brand()));
        model.addAttribute("said", said);
        model.addAttribute(
                "wrong",
                wrong == null ? null : say.find("mandate.wrong." + wrong).orElseGet(() -> say.of("mandate.wrong")));
        for (var field : new String[] {"number", "person", "name", "email", "until"}) {
            model.addAttribute("typed_" + field, typed(field, request));
        }
        return "case/mandate";
    }

    private static String typed(String field, HttpServletRequest request) {
        var typed = Optional.ofNullable(request.getParameter(field))
                .orElse("")
                .replace("\0", "")
                .strip();
        return typed.substring(0, Math.min(typed.length(), FIELD_MAX));
    }

    private static Instant endOf(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw Refused.invalid("until", "day");
        }
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
