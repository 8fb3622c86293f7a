package org.fairhold.process;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.fairhold.deployed.DeployedFiles;
import org.fairhold.policy.Advice;
import org.springframework.stereotype.Component;

/**
 * The tables that people may ask about themselves, evaluated as the engine does, but beside it: its own evaluation would be
 * kept as history.
 */
@Component
class AdviceInForce implements Advice {
    private static final String TABLE = ".dmn";

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final List<Supplier<Map<String, DmnDecision>>> folders;

    AdviceInForce(DeployedFiles files) {
        this.folders = List.of("report", "policy-violation", "poor-performance").stream()
                .map(folder -> files.below(folder, this::read))
                .toList();
    }

    private Map<String, DmnDecision> read(Map<String, byte[]> files) {
        Map<String, DmnDecision> tables = new HashMap<>();
        files.forEach((file, content) -> {
            if (file.endsWith(TABLE)) {
                var name = file.substring(file.lastIndexOf('/') + 1, file.length() - TABLE.length());
                tables.put(name, engine.parseDecision(name, new ByteArrayInputStream(content)));
            }
        });
        return tables;
    }

    @Override
    public Map<String, Object> of(String table, Map<String, Object> facts) {
        var decision = folders.stream()
                .map(Supplier::get)
                .filter(tables -> tables.containsKey(table))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no table " + table + " is deployed"))
                .get(table);
        var said = engine.evaluateDecision(decision, facts);
        return said.isEmpty() ? Map.of() : said.getSingleResult().getEntryMap();
    }
}
