package org.fairhold.process.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A start of the desk on a database that an older version has set up. */
@DeskTest
class SetUpTest {
    @Autowired
    Staff staff;

    @Autowired
    Queues queues;

    @Autowired
    FilterService filters;

    @Autowired
    AuthorizationService authorizations;

    @Test
    void a_second_start_changes_nothing() {
        staff.seed();
        queues.seed();
        var rights = rights();
        var stored = stored();

        staff.seed();
        queues.seed();

        assertThat(rights()).isEqualTo(rights).isNotEmpty();
        assertThat(stored()).isEqualTo(stored).hasSize(8);
    }

    @Test
    void a_queue_that_an_older_version_described_otherwise_is_described_anew_under_its_address() {
        queues.seed();
        var before = stored();
        var free = filters.createFilterQuery().filterName("3 Free for my teams").singleResult();
        var old = filters.newTaskFilter().getQuery();
        filters.saveFilter(free.setQuery(old).setProperties(Map.of("color", "#000000", "priority", 7)));
        assertThat(stored()).isNotEqualTo(before);

        queues.seed();

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_queue_that_is_not_ours_is_gone_after_the_start() {
        filters.saveFilter(filters.newTaskFilter("My own queue"));

        queues.seed();

        assertThat(filters.createFilterQuery().filterName("My own queue").count())
                .isZero();
    }

    @Test
    void a_right_that_an_older_version_gave_is_taken_back_and_one_that_is_missing_given() {
        staff.seed();
        queues.seed();
        var before = rights();
        give(Staff.ANALYSTS, Resources.PROCESS_INSTANCE, "*", Permissions.UPDATE);
        give(
                "compliance",
                Resources.FILTER,
                filters.createFilterQuery().filterName("7 Fraud").singleResult().getId(),
                Permissions.READ);
        var tasklist = authorizations
                .createAuthorizationQuery()
                .groupIdIn(Staff.LEADS)
                .resourceType(Resources.APPLICATION)
                .resourceId("tasklist")
                .singleResult();
        authorizations.deleteAuthorization(tasklist.getId());
        assertThat(rights()).isNotEqualTo(before);

        staff.seed();
        queues.seed();

        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void a_right_that_became_narrower_is_narrower_after_the_start() {
        staff.seed();
        var before = rights();
        var right = authorizations
                .createAuthorizationQuery()
                .groupIdIn("compliance")
                .resourceType(Resources.PROCESS_DEFINITION)
                .singleResult();
        right.addPermission(Permissions.DELETE);
        authorizations.saveAuthorization(right);
        assertThat(rights()).isNotEqualTo(before);

        staff.seed();

        assertThat(rights()).isEqualTo(before);
    }

    private void give(String group, Resource on, String id, Permission permission) {
        Authorization right = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
        right.setGroupId(group);
        right.setResource(on);
        right.setResourceId(id);
        right.addPermission(permission);
        authorizations.saveAuthorization(right);
    }

    private List<String> rights() {
        return authorizations.createAuthorizationQuery().list().stream()
                .filter(right -> right.getGroupId() != null)
                .map(right -> "%s %d %s %d"
                        .formatted(
                                right.getGroupId(),
                                right.getResourceType(),
                                right.getResourceId(),
                                ((AuthorizationEntity) right).getPermissions()))
                .sorted()
                .toList();
    }

    private Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        filters.createFilterQuery()
                .list()
                .forEach(filter -> stored.put(
                        filter.getName() + " " + filter.getId(),
                        ((FilterEntity) filter).getQueryInternal() + new TreeMap<>(filter.getProperties())));
        return stored;
    }
}
