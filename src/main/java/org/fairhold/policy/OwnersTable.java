package org.fairhold.policy;

import java.util.List;
import java.util.Map;

/**
 * A deployed decision table as it stands: what the public reads is what decides.
 *
 * @param inputs the variables that it looks at, in order
 * @param outputs what it says
 * @param rules each rule's cells, in FEEL, by variable
 */
public record OwnersTable(String name, List<String> inputs, List<String> outputs, List<Map<String, String>> rules) {}
