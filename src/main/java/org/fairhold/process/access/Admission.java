package org.fairhold.process.access;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.fairhold.Refused;
import org.fairhold.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets in whom the organisation's provider vouches for. The engine's own tables follow at each sign-in, so that queues,
 * reminders and the need to know work on the groups that the provider says.
 */
@Component
@ConditionalOnProperty(name = "fairhold.sign-in", havingValue = "oidc")
class Admission {
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** Names that a decision must not carry, because no human has them. */
    private static final Set<String> NOBODY = Set.of("system", "fairhold", "anonymous");

    private static final String SUBJECT = "subject";

    private final IdentityService identity;
    private final SignInSettings settings;
    private final String firstAdministrator;
    private final SecureRandom random = new SecureRandom();

    Admission(IdentityService identity, SignInSettings settings, Settings desk) {
        this.identity = identity;
        this.settings = settings;
        this.firstAdministrator = desk.administrator().id();
    }

    /**
     * The person's user id here. Refused as FORBIDDEN, in words, for a name that cannot be used, and where no group of the
     * person's works at this desk; what the person belonged to before has ended then as well.
     */
    @Transactional(noRollbackFor = Refused.class)
    public String admit(OidcUser person) {
        var id = requireUsable(person.getClaimAsString(settings.userClaim()));
        requireSamePerson(id, person);
        var groups = groups(person.getClaim(settings.groupsClaim()));
        if (groups.isEmpty()) {
            memberships(id).forEach(group -> identity.deleteMembership(id, group));
            throw Refused.forbidden(
                    "You are signed in at your organisation, but none of your groups works at this desk. Ask whoever manages your groups.");
        }
        save(id, person);
        var before = memberships(id);
        before.stream().filter(group -> !groups.contains(group)).forEach(group -> identity.deleteMembership(id, group));
        groups.stream().filter(group -> !before.contains(group)).forEach(group -> identity.createMembership(id, group));
        return id;
    }

    private String requireUsable(@Nullable String id) {
        if (id == null
                || !USER_ID.matcher(id).matches()
                || NOBODY.contains(id.toLowerCase(Locale.ROOT))
                || id.equalsIgnoreCase(firstAdministrator)) {
            throw Refused.forbidden("The name that your organisation sent for you (%s) cannot be used at this desk."
                    .formatted(settings.userClaim()));
        }
        return id;
    }

    /** Where names are not the provider's subjects, a name that went to somebody else does not bring the old rights along. */
    private void requireSamePerson(String id, OidcUser person) {
        var known = identity.getUserInfo(id, SUBJECT);
        if (known != null && !known.equals(person.getSubject())) {
            throw Refused.forbidden(
                    "Your name at this desk was somebody else's before. An administrator must free it.");
        }
    }

    private void save(String id, OidcUser person) {
        var known = identity.createUserQuery().userId(id).singleResult();
        var user = known == null ? identity.newUser(id) : known;
        var onlyFullName = person.getGivenName() == null && person.getFamilyName() == null;
        user.setFirstName(onlyFullName ? person.getFullName() : person.getGivenName());
        user.setLastName(person.getFamilyName());
        user.setEmail(person.getEmail());
        user.setPassword(HexFormat.of().formatHex(random.generateSeed(32)));
        identity.saveUser(user);
        identity.setUserInfo(id, SUBJECT, person.getSubject());
    }

    private Set<String> memberships(String id) {
        return identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The desk's groups among those claimed. Administrators are only whom the setting makes so, whatever the claim says. */
    private Set<String> groups(@Nullable Object claimed) {
        var names = claimed instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : claimed == null ? List.<String>of() : List.of(String.valueOf(claimed));
        var groups = identity.createGroupQuery().groupType("WORKFLOW").list().stream()
                .map(Group::getId)
                .filter(names::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!settings.administrators().isBlank() && names.contains(settings.administrators())) {
            groups.add(Groups.CAMUNDA_ADMIN);
        }
        return groups;
    }
}
