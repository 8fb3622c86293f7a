package org.fairhold.process.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The organisation's own sign-in, by OpenID Connect; used where {@code fairhold.sign-in} is {@code oidc}.
 *
 * @param scopes what is asked of the provider; some give groups only for a scope of their own
 * @param groupsClaim the claim that lists a person's groups
 * @param userClaim the claim that names a person for ever: decisions are kept under it
 * @param administrators the provider's group whose members administer the desk; blank: nobody does
 */
@ConfigurationProperties("fairhold.oidc")
record SignInSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue("sub") String userClaim,
        @DefaultValue("") String administrators) {}
