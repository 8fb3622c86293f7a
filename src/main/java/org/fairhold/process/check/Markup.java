package org.fairhold.process.check;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A diagram as plain XML, for the rules about what may stand in it at all. */
final class Markup {
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private Markup() {}

    /** Every piece of a document where something could be written: an element's own text, or one of its attributes. */
    record Piece(Element element, String attribute, String namespace, String text) {
        boolean isText() {
            return attribute.isEmpty();
        }

        /** The id of the nearest element that has one. */
        String owner() {
            Node at = element;
            while (at instanceof Element here) {
                if (here.hasAttribute("id") && !here.getLocalName().endsWith("EventDefinition")) {
                    return here.getAttribute("id");
                }
                at = here.getParentNode();
            }
            return "document";
        }
    }

    static List<Piece> pieces(InputStream content) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(content);
        List<Piece> pieces = new ArrayList<>();
        collect(document.getDocumentElement(), pieces);
        return pieces;
    }

    private static void collect(Element element, List<Piece> pieces) {
        var text = new StringBuilder();
        var children = element.getChildNodes();
        for (int index = 0; index < children.getLength(); index++) {
            var child = children.item(index);
            if (child instanceof Element inner) {
                collect(inner, pieces);
            } else {
                text.append(child.getTextContent());
            }
        }
        pieces.add(new Piece(element, "", namespace(element), text.toString().strip()));
        var attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            var attribute = attributes.item(index);
            pieces.add(new Piece(element, attribute.getLocalName(), namespace(attribute), attribute.getNodeValue()));
        }
    }

    static String namespace(Node node) {
        var namespace = node.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }
}
