package org.fairhold.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an answer is new, in mails as people's programs write them; beside each stands what is left of it. */
class ReplyCorpusTest {
    private static final Path MAILS = Path.of("src", "test", "resources", "mails");

    static List<String> mails() throws IOException {
        try (var files = Files.list(MAILS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.replace(".eml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static IncomingMail read(String name) throws Exception {
        return MailReader.read(Files.readAllBytes(MAILS.resolve(name + ".eml")));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void what_is_new_is_left_and_nothing_else(String name) throws Exception {
        var wanted = Files.readString(MAILS.resolve(name + ".txt")).stripTrailing();

        var reply = ReplyParser.reply(read(name).text());

        assertThat(reply).isEqualTo(wanted);
    }

    @Test
    void an_answer_by_a_machine_and_a_mail_that_came_back_are_known_as_such() throws Exception {
        for (var name : mails()) {
            var mail = read(name);
            assertThat(mail.automatic())
                    .as(name)
                    .isEqualTo(List.of("out-of-office", "bounce").contains(name));
            assertThat(mail.bounce() != null).as(name).isEqualTo(name.equals("bounce"));
        }
        assertThat(read("bounce").bounce())
                .isEqualTo(new IncomingMail.Bounce(
                        "5.1.1", List.of("<1f0c9b52-8a4e-4c0e-9d11-0123456789ab@gigfair.example>")));
    }

    @Test
    void who_wrote_to_whom_is_read_from_the_head() throws Exception {
        var mail = read("signed");

        assertThat(mail.from()).isEqualTo("anna@people.example");
        assertThat(mail.recipients()).containsExactly("case+0123456789abcdefghijklmnop@answers.gigfair.example");
        assertThat(mail.messageId()).isEqualTo("<signed@people.example>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@x.example, b@x.example\n\nHello",
                "From: undisclosed:;\n\nHello",
                "From: \n\nHello",
                "Subject: nobody\n\nHello"
            })
    void a_mail_of_nobody_or_of_several_has_no_sender(String raw) throws Exception {
        assertThat(MailReader.read(raw.getBytes(UTF_8)).from()).isNull();
    }

    @Test
    void a_mail_of_too_many_parts_or_too_deep_is_not_read_but_its_head_is() {
        var many = "From: anna@people.example\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nHello\n".repeat(60) + "--b--\n";
        var deep = new StringBuilder("From: anna@people.example\n");
        for (var depth = 0; depth < 15; depth++) {
            deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(depth, depth));
        }

        for (var raw : List.of(many, deep.append("\nHello").toString())) {
            assertThatThrownBy(() -> MailReader.read(raw.getBytes(UTF_8))).hasMessage("It is built of too many parts.");
            assertThat(MailReader.heading(raw.getBytes(UTF_8)).from()).isEqualTo("anna@people.example");
        }
    }

    @Test
    void more_than_a_megabyte_of_text_is_cut() throws Exception {
        var raw = "From: anna@people.example\n\n" + "a line of words\n".repeat(100_000);

        var mail = MailReader.read(raw.getBytes(UTF_8));

        assertThat(mail.cut()).isTrue();
        assertThat(mail.text()).hasSize(MailReader.TEXT_MAX);
    }

    @Test
    void a_mail_that_nobody_is_to_answer_is_automatic() throws Exception {
        assertThat(MailReader.read("Return-Path: <>\nFrom: a@x.example\n\nHello".getBytes(UTF_8))
                        .automatic())
                .isTrue();
    }

    @Test
    void a_reader_of_german_is_known_by_the_mail() throws Exception {
        assertThat(MailReader.read("From: a@x.example\nAccept-Language: de-AT, en\n\nHallo".getBytes(UTF_8))
                        .language())
                .isEqualTo(Locale.forLanguageTag("de-AT"));
    }

    /** Lines that look like quotes, heads and signatures, in any order: nothing fails, and nothing takes long. */
    @Test
    void a_text_made_to_trouble_the_parser_is_read_in_time() {
        var pieces = List.of(
                "On ", "wrote:", ">", "##-", "-- ", "From: a", "Sent: b", "To: c", "\n", "schrieb", " ".repeat(500));
        var seed = 20260629L;
        var random = new Random(seed);

        for (var round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (var count = 0; count < 400; count++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }

            var began = System.nanoTime();
            var reply = ReplyParser.reply(text.toString());

            assertThat(reply).as("seed %d, round %d", seed, round).isNotNull();
            assertThat(System.nanoTime() - began)
                    .as("seed %d, round %d", seed, round)
                    .isLessThan(1_000_000_000L);
        }
    }
}
