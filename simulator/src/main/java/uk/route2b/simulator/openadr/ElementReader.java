package uk.route2b.simulator.openadr;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads XML from strangers: no DOCTYPE, no external entities, bounded size, depth and number of elements.
 *
 * <p>With DTD support merely off, the JDK skips an unused DOCTYPE in silence; so each one is refused.
 */
final class ElementReader {
    /** The largest legitimate report measured has 3.3 MB. */
    static final int MOST_OCTETS = 4 << 20;
    /** JDK parsers would accept 200,000 levels. */
    static final int DEEPEST = 64;
    /** How many elements one message may have. */
    static final int MOST_ELEMENTS = 500_000;

    private record Open(String namespace, String name, StringBuilder text, List<Element> children) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Element> roots = new ArrayList<>();
    private int elements;

    private ElementReader() {}

    static Element read(Octets octets) throws UnreadableException {
        if (octets.size() > MOST_OCTETS) {
            throw new UnreadableException("more than 4 MiB");
        }
        try {
            return new ElementReader().root(stream(octets));
        } catch (XMLStreamException malformed) {
            throw new UnreadableException("not well-formed XML", malformed);
        }
    }

    private static XMLStreamReader stream(Octets octets) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory.createXMLStreamReader(new ByteArrayInputStream(octets.toArray()));
    }

    private Element root(XMLStreamReader reader) throws XMLStreamException, UnreadableException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
                case XMLStreamConstants.DTD -> throw new UnreadableException("a DOCTYPE is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new UnreadableException("an unknown entity");
                default -> {} // comments, blanks and processing instructions say nothing
            }
        }
        return roots.get(0);
    }

    private void begin(XMLStreamReader reader) throws UnreadableException {
        elements++;
        if (open.size() >= DEEPEST || elements > MOST_ELEMENTS) {
            throw new UnreadableException("too deep or too many elements");
        }
        String namespace = reader.getNamespaceURI();
        open.push(new Open(
                namespace == null ? "" : namespace, reader.getLocalName(), new StringBuilder(), new ArrayList<>()));
    }

    private void end() {
        Open done = open.pop();
        Open parent = open.peek();
        (parent == null ? roots : parent.children())
                .add(new Element(done.namespace(), done.name(), done.text().toString(), done.children()));
    }

    private void text(XMLStreamReader reader) {
        Open inside = open.peek();
        if (inside != null) {
            inside.text().append(reader.getText());
        }
    }
}
