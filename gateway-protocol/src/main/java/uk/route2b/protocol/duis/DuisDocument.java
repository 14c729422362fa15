package uk.route2b.protocol.duis;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import uk.route2b.protocol.octets.Doctype;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * Reads a document in UTF-8 into elements: no DOCTYPE, no entities but the five of XML, nothing beyond the limits.
 *
 * <p>Its signature is left out: whoever wants the content of a signed document verifies first, and reads what the
 * signature covers.
 */
final class DuisDocument {
    static final String NAMESPACE = "http://www.dccinterface.co.uk/ServiceUserGateway";
    static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";

    private static final XMLInputFactory FACTORY = hardened();

    private final XMLStreamReader xml;
    private final DuisLimits limits;
    private int elements;

    private DuisDocument(XMLStreamReader xml, DuisLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The root of {@code document}, which has to be {@code root} with a header and a body. */
    static DuisElement read(Octets document, String root, DuisLimits limits) throws MalformedException {
        if (document.size() > limits.octets()) {
            throw new MalformedException(Malformation.TOO_LONG, limits.octets());
        }
        String text = Utf8.read(document);
        DuisElement element = parse(text.startsWith("\uFEFF") ? text.substring(1) : text, limits);
        List<String> parts = element.children().stream().map(DuisElement::name).toList();
        if (!element.name().equals(root) || !parts.equals(List.of("Header", "Body"))) {
            throw new MalformedException(Malformation.DUIS, root);
        }
        return element;
    }

    private static DuisElement parse(String text, DuisLimits limits) throws MalformedException {
        if (Doctype.isIn(text)) {
            throw refused();
        }
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new DuisDocument(xml, limits).root();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notWellFormed) {
            throw new MalformedException(Malformation.XML, -1);
        }
    }

    private DuisElement root() throws XMLStreamException, MalformedException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            checkEvent();
        }
        DuisElement root = element(1);
        while (xml.hasNext()) {
            xml.next();
            checkEvent();
        }
        return root;
    }

    private DuisElement element(int depth) throws XMLStreamException, MalformedException {
        elements++;
        int attributes = xml.getAttributeCount() + xml.getNamespaceCount();
        if (depth > limits.depth() || elements > limits.elements() || attributes > limits.attributes()) {
            throw refused();
        }
        String name = name();
        Map<String, String> values = attributes();
        List<DuisElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            checkEvent();
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                boolean signature = SIGNATURES.equals(xml.getNamespaceURI());
                DuisElement child = element(depth + 1);
                if (!signature) {
                    children.add(child);
                }
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
        return new DuisElement(name, values, children, text.toString());
    }

    private String name() {
        String namespace = xml.getNamespaceURI();
        return NAMESPACE.equals(namespace) ? xml.getLocalName() : "{" + namespace + "}" + xml.getLocalName();
    }

    private Map<String, String> attributes() {
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            if (xml.getAttributeNamespace(index) == null
                    || xml.getAttributeNamespace(index).isEmpty()) {
                values.put(xml.getAttributeLocalName(index), xml.getAttributeValue(index));
            }
        }
        return values;
    }

    private void checkEvent() throws MalformedException {
        int event = xml.getEventType();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw refused();
        }
    }

    private static MalformedException refused() {
        return new MalformedException(Malformation.XML, -1);
    }
}
