package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A page's scripts run only with the nonce of its own header. */
class OwnNonceTest extends AtTheDoor {
    private static final String SHARED = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;
    private static final Pattern OF_THE_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern OF_A_SCRIPT = Pattern.compile("nonce=\"([^\"]+)\"");

    @Autowired
    ServletContext context;

    @Test
    void a_page_knows_the_nonce_of_its_own_header_and_shares_it_with_no_other_request() {
        context.setAttribute(SHARED, "of another request");

        var answer = Browser.anonymous(port).get("/camunda/app/tasklist/default/");

        var policy = OF_THE_HEADER.matcher(
                answer.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertThat(policy.find()).isTrue();
        assertThat(OF_A_SCRIPT.matcher(answer.body()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .containsOnly(policy.group(1));
        assertThat(context.getAttribute(SHARED)).isEqualTo("of another request");
    }
}
