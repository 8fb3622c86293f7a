package org.fairhold.policy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.fairhold.deployed.DeployedFiles;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The owners' decision tables in force, read so that no threshold is ever typed twice. */
@Component
public class OwnersTables {
    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    private final Supplier<Map<String, OwnersTable>> tables;

    OwnersTables(DeployedFiles files) {
        var byFolder = List.of("policy-violation", "poor-performance", "warning", "restriction", "dispute").stream()
                .map(folder -> files.below(folder, OwnersTables::read))
                .toList();
        this.tables = () -> {
            Map<String, OwnersTable> all = new HashMap<>();
            byFolder.forEach(folder -> all.putAll(folder.get()));
            return all;
        };
    }

    /** By the decision's id, such as measure-proposal. */
    public Optional<OwnersTable> find(String name) {
        return Optional.ofNullable(tables.get().get(name));
    }

    static Map<String, OwnersTable> read(Map<String, byte[]> files) {
        Map<String, OwnersTable> tables = new HashMap<>();
        files.forEach((file, content) -> {
            if (file.endsWith(".dmn")) {
                var name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".dmn".length());
                tables.put(name, table(name, content));
            }
        });
        return tables;
    }

    private static OwnersTable table(String name, byte[] content) {
        try {
            var builders = DocumentBuilderFactory.newInstance();
            builders.setNamespaceAware(true);
            builders.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            builders.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = builders.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(content))
                    .getDocumentElement();
            var inputs = all(root, "inputExpression").stream()
                    .map(OwnersTables::text)
                    .toList();
            var outputs = all(root, "output").stream()
                    .map(one -> one.getAttribute("name"))
                    .toList();
            List<Map<String, String>> rules = new ArrayList<>();
            for (var rule : all(root, "rule")) {
                Map<String, String> cells = new LinkedHashMap<>();
                put(cells, inputs, all(rule, "inputEntry"));
                put(cells, outputs, all(rule, "outputEntry"));
                rules.add(cells);
            }
            return new OwnersTable(name, inputs, outputs, rules);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the table " + name + " cannot be read", e);
        }
    }

    private static void put(Map<String, String> cells, List<String> names, List<Element> entries) {
        for (var i = 0; i < names.size(); i++) {
            cells.put(names.get(i), text(entries.get(i)));
        }
    }

    private static String text(Element with) {
        return all(with, "text").get(0).getTextContent().strip();
    }

    private static List<Element> all(Element below, String name) {
        var found = below.getElementsByTagNameNS(DMN, name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
