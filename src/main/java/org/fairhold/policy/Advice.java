package org.fairhold.policy;

import java.util.Map;

/** What the owners' tables in force say to some facts. Asking decides nothing and is noted nowhere. */
public interface Advice {
    /**
     * The outputs of the rule that matches, by their names; none where no rule does.
     *
     * @param table the decision's id, such as measure-proposal
     */
    Map<String, Object> of(String table, Map<String, Object> facts);
}
