package uk.route2b.server.checks.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/**
 * A folder with an operator's copy of the OpenADR 2.0b schema: one file has the namespace of the messages, and what it
 * includes and imports lies beside or below it.
 */
record SchemaFolder(Path folder) {
    /** What a root has that no schema declares. */
    private static final String NO_DECLARATION = "cvc-elt.1";

    /** Reads and compiles it, once: a later change of the files changes nothing. */
    PayloadSchema compile() throws BadSchemaException {
        Path root = root();
        try {
            SchemaFactory factory = hardened();
            factory.setErrorHandler(new EveryFault());
            factory.setResourceResolver(new InsideFolder(folder.toRealPath()));
            PayloadSchema schema = new PayloadSchema(
                    factory.newSchema(new StreamSource(root.toUri().toString())));
            requireMessages(root, schema);
            return schema;
        } catch (SAXParseException fault) {
            throw new BadSchemaException(
                    place(fault, root) + ", line " + fault.getLineNumber() + ": " + fault.getMessage(), fault);
        } catch (InsideFolder.OutsideException outside) {
            throw new BadSchemaException(String.valueOf(outside.getMessage()), outside);
        } catch (SAXException | IOException unreadable) {
            throw new BadSchemaException(root + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** No network and no DTD; files only, and {@link InsideFolder} says which. */
    private static SchemaFactory hardened() throws SAXNotRecognizedException, SAXNotSupportedException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        return factory;
    }

    /** With a schema of something else each payload would be refused. */
    private static void requireMessages(Path root, PayloadSchema schema) throws BadSchemaException {
        for (boolean wrapped : new boolean[] {true, false}) {
            Octets payload = Octets.ofText(OpenAdrXml.document("oadrPoll", OpenAdrXml.venId("VEN"), wrapped));
            if (schema.check(payload)
                    .filter(finding -> finding.rule().startsWith(NO_DECLARATION))
                    .isPresent()) {
                throw new BadSchemaException(
                        root + " declares no element " + (wrapped ? "oadrPayload" : "oadrPoll") + " of OpenADR 2.0b");
            }
        }
    }

    private static String place(SAXParseException fault, Path root) {
        return fault.getSystemId() == null ? root.toString() : fault.getSystemId();
    }

    private Path root() throws BadSchemaException {
        List<Path> roots = new ArrayList<>();
        for (Path file : files()) {
            if (OpenAdrXml.OADR.equals(namespace(file))) {
                roots.add(file);
            }
        }
        if (roots.size() != 1) {
            throw new BadSchemaException(folder + " has " + (roots.isEmpty() ? "no file" : roots.size() + " files")
                    + " *.xsd with the target namespace " + OpenAdrXml.OADR + ", and has to have one");
        }
        return roots.get(0);
    }

    private List<Path> files() throws BadSchemaException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".xsd")).sorted().toList();
        } catch (IOException unreadable) {
            throw new BadSchemaException(
                    folder + " cannot be listed: " + unreadable.getClass().getSimpleName(), unreadable);
        }
    }

    private static String namespace(Path file) throws BadSchemaException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream stream = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(stream);
            while (xml.hasNext() && !xml.isStartElement()) {
                xml.next();
            }
            String namespace = xml.getAttributeValue(null, "targetNamespace");
            return namespace == null ? "" : namespace;
        } catch (XMLStreamException | IOException unreadable) {
            throw new BadSchemaException(file + " is no schema: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Also a warning, as that of a file that is not there. */
    private static final class EveryFault implements org.xml.sax.ErrorHandler {
        @Override
        public void warning(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }
}
