package org.fairhold.demo.mailbox;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Plain text as HTML: everything escaped, web addresses made into links. */
final class Links {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}']");

    private Links() {}

    static String html(String text) {
        var html = new StringBuilder();
        var addresses = ADDRESS.matcher(text);
        var end = 0;
        while (addresses.find()) {
            var address = HtmlUtils.htmlEscape(addresses.group());
            html.append(HtmlUtils.htmlEscape(text.substring(end, addresses.start())))
                    .append("<a href=\"%s\" target=\"_blank\" rel=\"noopener noreferrer\">%s</a>"
                            .formatted(address, address));
            end = addresses.end();
        }
        return html.append(HtmlUtils.htmlEscape(text.substring(end))).toString();
    }
}
