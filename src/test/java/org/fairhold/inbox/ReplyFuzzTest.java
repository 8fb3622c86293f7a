package org.fairhold.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever stands in an answer. As a test it tries the files of its folder. */
class ReplyFuzzTest {
    @FuzzTest
    void what_is_left_of_a_text_is_never_more_than_it_and_nothing_only_of_nothing(byte[] data) {
        var text = new String(data, UTF_8);

        var reply = ReplyParser.reply(text);

        assertThat(reply.length()).isLessThanOrEqualTo(text.length());
        assertThat(reply.isEmpty()).isEqualTo(text.isBlank());
    }
}
