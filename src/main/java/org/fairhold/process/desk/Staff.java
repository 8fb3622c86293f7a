package org.fairhold.process.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.fairhold.Settings;
import org.fairhold.account.Ground;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Colleague;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The groups of the desk and what each may touch: brought to what this version says at every start. */
@Component
public class Staff implements SmartInitializingSingleton, Roster {
    public static final String ANALYSTS = "analysts";
    public static final String LEADS = "leads";
    public static final String APPEALS = "appeals";

    public static final String FRAUD = "fraud";
    public static final String CLEARED = "cleared";
    public static final String SUPPORT_MANAGERS = "support-managers";
    private static final String PROCESS_OWNERS = "process-owners";
    private static final String COMPLIANCE = "compliance";

    /** The groups that diagrams give work to. */
    static final List<String> WORKING = List.of(ANALYSTS, LEADS, APPEALS, FRAUD, CLEARED, SUPPORT_MANAGERS);

    private static final Map<String, String> GROUPS = Map.of(
            ANALYSTS, "Analysts",
            LEADS, "Team leads",
            FRAUD, "Fraud",
            CLEARED, "Cleared",
            APPEALS, "Appeals",
            PROCESS_OWNERS, "Process owners",
            SUPPORT_MANAGERS, "Support managers",
            COMPLIANCE, "Compliance");

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Settings settings;
    private final ObjectProvider<Absences> absences;
    private final OneNodeAtATime oneNodeAtATime;

    Staff(
            IdentityService identity,
            AuthorizationService authorizations,
            Settings settings,
            OneNodeAtATime oneNodeAtATime,
            ObjectProvider<Absences> absences) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.settings = settings;
        this.oneNodeAtATime = oneNodeAtATime;
        this.absences = absences;
    }

    private record Right(Resource on, String id, Set<Permission> to) {
        static Right to(Resource on, String id, Permission... permissions) {
            return new Right(on, id, Set.of(permissions));
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        seed();
    }

    /** Creates the administrator and the groups where they are missing, and gives each group exactly the rights of this version. */
    public void seed() {
        oneNodeAtATime.run(() -> {
            GROUPS.forEach(this::group);
            GROUPS.keySet().forEach(group -> grant(group, rightsOf(group)));
            administrator();
        });
    }

    /** Reading every task is no right to do it: see {@code OwnTeamsOnly}; and confidential ones are another tenant's. */
    private static List<Right> rightsOf(String group) {
        List<Right> rights = new ArrayList<>();
        rights.add(Right.to(Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        rights.add(Right.to(Resources.GROUP, group, Permissions.READ));
        rights.add(
                WORKING.contains(group)
                        ? Right.to(
                                Resources.PROCESS_DEFINITION,
                                "*",
                                Permissions.READ,
                                Permissions.READ_INSTANCE,
                                Permissions.READ_TASK,
                                Permissions.TASK_WORK,
                                Permissions.TASK_ASSIGN)
                        : Right.to(Resources.PROCESS_DEFINITION, "*", Permissions.READ));
        if (List.of(PROCESS_OWNERS, LEADS).contains(group)) {
            rights.add(Right.to(Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        }
        if (WORKING.contains(group)) {
            // So that Tasklist says by name who has a task, and to whom it can be handed.
            rights.add(Right.to(Resources.USER, "*", Permissions.READ));
        }
        if (group.equals(PROCESS_OWNERS)) {
            rights.add(Right.to(Resources.DECISION_DEFINITION, "*", Permissions.READ));
        }
        return rights;
    }

    /** The members of a group, by name. */
    public List<Colleague> of(String group) {
        return identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().list().stream()
                .map(Staff::colleague)
                .toList();
    }

    /** The members of a group who are not absent; all of them where nobody is here, so that somebody is asked. */
    public List<Colleague> onDuty(String group) {
        var absent = absences.getObject().now().keySet();
        var members = of(group);
        var here = members.stream().filter(one -> !absent.contains(one.id())).toList();
        return here.isEmpty() ? members : here;
    }

    @Override
    public Optional<StaffMember> find(String userId) {
        return Optional.ofNullable(identity.createUserQuery().userId(userId).singleResult())
                .map(this::member)
                .filter(member -> !member.groups().isEmpty());
    }

    /** What colleagues call somebody; their user name where the engine does not know them any more. */
    String nameOf(String userId) {
        var user = identity.createUserQuery().userId(userId).singleResult();
        return user == null ? userId : colleague(user).displayName();
    }

    @Override
    public List<StaffMember> all() {
        Map<String, Set<String>> groups = new TreeMap<>();
        Map<String, Colleague> colleagues = new HashMap<>();
        for (var group : GROUPS.keySet()) {
            for (var one : of(group)) {
                colleagues.put(one.id(), one);
                groups.computeIfAbsent(one.id(), id -> new HashSet<>()).add(group);
            }
        }
        return groups.entrySet().stream()
                .map(one -> new StaffMember(
                        Objects.requireNonNull(colleagues.get(one.getKey())), Set.copyOf(one.getValue())))
                .toList();
    }

    @Override
    public List<Colleague> workingOn(Ground ground) {
        var working = Stream.of(LEADS, ANALYSTS, FRAUD).flatMap(group -> of(group).stream());
        var cleared = ground.confidential() ? Set.copyOf(of(CLEARED)) : Set.<Colleague>of();
        return working.filter(one -> !ground.confidential() || cleared.contains(one))
                .distinct()
                .sorted(Comparator.comparing(Colleague::id))
                .toList();
    }

    private StaffMember member(User user) {
        return new StaffMember(
                colleague(user),
                identity.createGroupQuery().groupMember(user.getId()).list().stream()
                        .map(Group::getId)
                        .filter(GROUPS::containsKey)
                        .collect(Collectors.toUnmodifiableSet()));
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
        List<Right> all = new ArrayList<>();
        for (var resource : Resources.values()) {
            all.add(Right.to(resource, "*", Permissions.ALL));
        }
        all.add(Right.to(Resources.GROUP, Groups.CAMUNDA_ADMIN, Permissions.READ));
        grant(Groups.CAMUNDA_ADMIN, all);
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() == 0) {
            if (identity.createUserQuery().userId(administrator.id()).count() == 0) {
                var user = identity.newUser(administrator.id());
                user.setPassword(administrator.password());
                user.setFirstName("Desk");
                user.setLastName("Administrator");
                identity.saveUser(user);
            }
            identity.createMembership(administrator.id(), Groups.CAMUNDA_ADMIN);
        }
    }

    /** What an older version or somebody by hand gave the group beside these goes; who reads which queue is the queues' own. */
    private void grant(String group, List<Right> rights) {
        List<Right> missing = new ArrayList<>(rights);
        for (var given :
                authorizations.createAuthorizationQuery().groupIdIn(group).list()) {
            var known = missing.stream().filter(right -> same(right, given)).findFirst();
            if (known.isPresent()) {
                missing.remove(known.get());
            } else if (given.getResourceType() != Resources.FILTER.resourceType()) {
                authorizations.deleteAuthorization(given.getId());
            }
        }
        missing.forEach(right -> grant(group, right));
    }

    private static boolean same(Right right, Authorization given) {
        var wanted = new AuthorizationEntity(Authorization.AUTH_TYPE_GRANT);
        wanted.setResource(right.on);
        right.to.forEach(wanted::addPermission);
        return given.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                && given.getResourceType() == right.on.resourceType()
                && right.id.equals(given.getResourceId())
                && ((AuthorizationEntity) given).getPermissions() == wanted.getPermissions();
    }

    private void grant(String group, Right right) {
        var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(right.on);
        authorization.setResourceId(right.id);
        right.to.forEach(authorization::addPermission);
        authorizations.saveAuthorization(authorization);
    }
}
