package uk.route2b.simulator.openadr;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import uk.route2b.protocol.octets.Octets;

/** Writes a message in its wrapper: oadrPayload, oadrSignedObject, no Signature. */
final class ElementWriter {
    private static final String VERSION = "2.0b";

    private final XMLStreamWriter out;

    private ElementWriter(XMLStreamWriter out) {
        this.out = out;
    }

    static Octets wrapped(Element message) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            new ElementWriter(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(octets, "UTF-8"))
                    .write(message);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory does not refuse to be written", impossible);
        }
        return Octets.of(octets.toByteArray());
    }

    private void write(Element message) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        start(Vocabulary.OADR.namespace(), "oadrPayload");
        for (Vocabulary vocabulary : Vocabulary.values()) {
            out.writeNamespace(vocabulary.prefix(), vocabulary.namespace());
        }
        start(Vocabulary.OADR.namespace(), "oadrSignedObject");
        start(message.namespace(), message.name());
        out.writeAttribute(Vocabulary.EI.prefix(), Vocabulary.EI.namespace(), "schemaVersion", VERSION);
        content(message);
        out.writeEndDocument();
        out.close();
    }

    private void start(String namespace, String name) throws XMLStreamException {
        out.writeStartElement(prefix(namespace), name, namespace);
    }

    private void content(Element element) throws XMLStreamException {
        out.writeCharacters(element.text());
        for (Element child : element.children()) {
            start(child.namespace(), child.name());
            content(child);
            out.writeEndElement();
        }
    }

    private static String prefix(String namespace) {
        return Arrays.stream(Vocabulary.values())
                .filter(vocabulary -> vocabulary.namespace().equals(namespace))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a namespace that is not written: " + namespace))
                .prefix();
    }
}
