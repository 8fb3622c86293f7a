package org.fairhold.process.desk;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.fairhold.Settings;
import org.fairhold.casework.Colleague;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The groups of the desk and what each may touch; made at the first start and left alone afterwards. */
@Component
public class Staff implements SmartInitializingSingleton {
    public static final String ANALYSTS = "analysts";
    public static final String LEADS = "leads";
    public static final String APPEALS = "appeals";
    static final String CLEARED = "cleared";

    private static final Map<String, String> GROUPS = Map.of(
            ANALYSTS,
            "Analysts",
            LEADS,
            "Team leads",
            "fraud",
            "Fraud",
            CLEARED,
            "Cleared",
            APPEALS,
            "Appeals",
            "process-owners",
            "Process owners",
            "support-managers",
            "Support managers",
            "compliance",
            "Compliance");

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Settings settings;

    Staff(IdentityService identity, AuthorizationService authorizations, Settings settings) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seed();
    }

    /** Creates what is missing: the administrator, the groups, and their rights. */
    public void seed() {
        GROUPS.forEach(this::group);
        GROUPS.keySet().forEach(group -> grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        for (var group : List.of("process-owners", LEADS)) {
            grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        }
        for (var group : GROUPS.keySet()) {
            grant(group, Resources.PROCESS_DEFINITION, "*", Permissions.READ);
        }
        grant("process-owners", Resources.DECISION_DEFINITION, "*", Permissions.READ);
        administrator();
    }

    /** The members of a group, by name. */
    public List<Colleague> of(String group) {
        return identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().list().stream()
                .map(Staff::colleague)
                .toList();
    }

    private static Colleague colleague(User user) {
        var name = (orEmpty(user.getFirstName()) + " " + orEmpty(user.getLastName())).strip();
        return new Colleague(user.getId(), name.isEmpty() ? user.getId() : name, user.getEmail());
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    private void group(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            var group = identity.newGroup(id);
            group.setName(name);
            group.setType("WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private void administrator() {
        var administrator = settings.administrator();
        if (identity.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
            var group = identity.newGroup(Groups.CAMUNDA_ADMIN);
            group.setName("Administrators");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identity.saveGroup(group);
        }
        for (var resource : EnumSet.allOf(Resources.class)) {
            grant(Groups.CAMUNDA_ADMIN, resource, "*", Permissions.ALL);
        }
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() == 0) {
            var user = identity.newUser(administrator.id());
            user.setPassword(administrator.password());
            user.setFirstName("Desk");
            user.setLastName("Administrator");
            identity.saveUser(user);
            identity.createMembership(administrator.id(), Groups.CAMUNDA_ADMIN);
        }
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        var existing = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .count();
        if (existing == 0) {
            var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            authorizations.saveAuthorization(authorization);
        }
    }
}
