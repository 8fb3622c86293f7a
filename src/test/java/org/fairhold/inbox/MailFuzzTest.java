package org.fairhold.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever lies in the case mailbox. As a test it tries the files of its folder. */
class MailFuzzTest {
    @FuzzTest
    void whatever_is_sent_is_read_within_limits_or_refused_with_a_reason(byte[] data) {
        try {
            var mail = MailReader.read(data);

            assertThat(mail.text().length()).isLessThanOrEqualTo(MailReader.TEXT_MAX);
            assertThat(ReplyParser.reply(mail.text())).isNotNull();
        } catch (Unreadable refused) {
            assertThat(refused).hasMessageEndingWith(".");
        }
        assertThat(MailReader.heading(data).recipients()).hasSizeLessThanOrEqualTo(50);
    }
}
