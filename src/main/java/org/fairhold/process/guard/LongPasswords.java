package org.fairhold.process.guard;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;

/** Asks for length instead of odd characters, and refuses a person's own name; the demo switches it off. */
final class LongPasswords implements PasswordPolicy {
    private static final int CHARACTERS_MIN = 12;

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.of(new PasswordPolicyLengthRuleImpl(CHARACTERS_MIN), new PasswordPolicyUserDataRuleImpl());
    }
}
