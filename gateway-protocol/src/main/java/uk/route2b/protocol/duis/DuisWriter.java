package uk.route2b.protocol.duis;

import java.io.StringWriter;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import uk.route2b.protocol.octets.Octets;

/** Writes elements in the namespace of DUIS, without white space between them, so that signing covers no layout. */
final class DuisWriter {
    private static final String PREFIX = "sr";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** What stands in an element. */
    @FunctionalInterface
    interface Content {
        void write(DuisWriter writer) throws XMLStreamException;
    }

    private final XMLStreamWriter xml;

    private DuisWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** A document with a header and a body. */
    static Octets document(String root, String schemaVersion, Content header, Content body) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement(PREFIX, root, DuisDocument.NAMESPACE);
            xml.writeNamespace(PREFIX, DuisDocument.NAMESPACE);
            xml.writeAttribute("schemaVersion", schemaVersion);
            DuisWriter writer = new DuisWriter(xml);
            writer.element("Header", header);
            writer.element("Body", body);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return Octets.ofText(text.toString());
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing into memory failed", impossible);
        }
    }

    void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(PREFIX, name, DuisDocument.NAMESPACE);
        content.write(this);
        xml.writeEndElement();
    }

    void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value);
    }

    void text(String name, String text) throws XMLStreamException {
        element(name, writer -> writer.xml.writeCharacters(text));
    }

    void base64(String name, Octets octets) throws XMLStreamException {
        text(name, Base64.getEncoder().encodeToString(octets.toArray()));
    }
}
