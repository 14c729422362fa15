package uk.route2b.protocol.duis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.SharedData;

/** The published schema of DUIS 5.4, where it is at hand. */
final class DuisSchema {
    private final Schema schema;

    private DuisSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema; the test is skipped, saying so, where it is absent. */
    static DuisSchema load() throws Exception {
        Path folder = SharedData.path("duis");
        Path main = SharedData.path("duis/DUIS Schema V5.4.xsd");
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        // The schema of XML signatures names a DTD that it does not need.
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file,http");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        DOMImplementationLS inputs =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> resolve(inputs, folder, systemId));
        return new DuisSchema(factory.newSchema(
                new StreamSource(Files.newInputStream(main), main.toUri().toString())));
    }

    private static LSInput resolve(DOMImplementationLS inputs, Path folder, String systemId) {
        LSInput input = inputs.createLSInput();
        input.setSystemId(systemId);
        Path file = folder.resolve(systemId.substring(systemId.lastIndexOf('/') + 1));
        try {
            if (Files.exists(file)) {
                input.setByteStream(Files.newInputStream(file));
            } else {
                input.setCharacterStream(new StringReader(""));
            }
            return input;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Fails with the validator's sentence unless {@code document} is valid. */
    void validate(Octets document) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document.toArray())));
    }
}
