package org.fairhold.process.access;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.desk.Colleague;
import org.fairhold.process.desk.Staff;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who may know of a case: of fraud and takeover only the group {@code cleared}, which is the members of the tenant. */
@Component
public class Clearance {
    /** The engine's tenant of everything that belongs to a confidential case. Definitions have none. */
    static final String CONFIDENTIAL = "confidential";

    private final IdentityService identity;
    private final Cases cases;
    private final Staff staff;

    Clearance(IdentityService identity, Cases cases, Staff staff) {
        this.identity = identity;
        this.cases = cases;
        this.staff = staff;
    }

    /** Creates the tenant and makes the cleared group its members, where that is missing; after the groups are there. */
    @EventListener(ContextRefreshedEvent.class)
    public void seed() {
        if (identity.createTenantQuery().tenantId(CONFIDENTIAL).count() == 0) {
            var tenant = identity.newTenant(CONFIDENTIAL);
            tenant.setName("Confidential cases");
            identity.saveTenant(tenant);
        }
        if (identity.createTenantQuery()
                        .tenantId(CONFIDENTIAL)
                        .groupMember(Staff.CLEARED)
                        .count()
                == 0) {
            identity.createTenantGroupMembership(CONFIDENTIAL, Staff.CLEARED);
        }
    }

    /** Who may manage this case: the analysts, or for a confidential one the fraud group. */
    public List<Colleague> managers(CaseNumber number) {
        return staff.onDuty(cases.get(number).ground().confidential() ? Staff.FRAUD : Staff.ANALYSTS);
    }

    /**
     * The leads who may know of this case. Where no cleared lead is here, everybody cleared, because silence must reach somebody
     * (never-rule 12).
     */
    public List<Colleague> leads(CaseNumber number) {
        var leads = staff.onDuty(Staff.LEADS);
        if (!cases.get(number).ground().confidential()) {
            return leads;
        }
        var cleared = staff.of(Staff.CLEARED);
        var both = leads.stream().filter(cleared::contains).toList();
        return both.isEmpty() ? staff.onDuty(Staff.CLEARED) : both;
    }
}
