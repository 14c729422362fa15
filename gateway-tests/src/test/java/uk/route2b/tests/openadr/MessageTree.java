package uk.route2b.tests.openadr;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import uk.route2b.protocol.octets.Octets;

/**
 * The message of a payload as a tree, with or without its wrapper. Two trees are equal where the canonical XML of both
 * messages is: names, attributes and texts, whatever the prefixes' declarations, quotes and wrapper.
 */
final class MessageTree {
    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";

    private MessageTree() {}

    static boolean equal(Octets one, Octets other) throws Exception {
        return of(one).isEqualNode(of(other));
    }

    static Element of(Octets payload) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        factory.setIgnoringComments(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(payload.toArray()))
                .getDocumentElement();
        Element message = root.getLocalName().equals("oadrPayload") ? child(signedObject(root)) : root;
        withoutDeclarations(message);
        message.normalize();
        return message;
    }

    private static Element signedObject(Element wrapper) {
        for (int index = 0; index < wrapper.getChildNodes().getLength(); index++) {
            if (wrapper.getChildNodes().item(index) instanceof Element element
                    && element.getLocalName().equals("oadrSignedObject")) {
                return element;
            }
        }
        throw new AssertionError("the wrapper holds no oadrSignedObject");
    }

    private static Element child(Element parent) {
        for (int index = 0; index < parent.getChildNodes().getLength(); index++) {
            if (parent.getChildNodes().item(index) instanceof Element element) {
                return element;
            }
        }
        throw new AssertionError("it has no element");
    }

    /** They are attributes to DOM, and no part of what is said. */
    private static void withoutDeclarations(Element element) {
        for (int index = element.getAttributes().getLength() - 1; index >= 0; index--) {
            if (DECLARATIONS.equals(element.getAttributes().item(index).getNamespaceURI())) {
                element.removeAttribute(element.getAttributes().item(index).getNodeName());
            }
        }
        for (int index = 0; index < element.getChildNodes().getLength(); index++) {
            if (element.getChildNodes().item(index) instanceof Element inner) {
                withoutDeclarations(inner);
            }
        }
    }
}
