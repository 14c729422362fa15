package uk.route2b.server.checks.schema;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadReader;

/** A compiled schema. Reads no file and no network for a payload, whatever that names. Safe for several threads. */
final class PayloadSchema {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Pattern RULE = Pattern.compile("([A-Za-z][A-Za-z0-9.-]{0,60}):");

    private final Schema schema;

    PayloadSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Where {@code payload} first breaks the schema.
     *
     * @param payload one that {@link PayloadReader} has taken: its limits are those of this parser
     */
    Optional<SchemaFinding> check(Octets payload) {
        try {
            XMLReader reader = new BoundedText(reader());
            reader.setErrorHandler(new FirstFault());
            reader.setContentHandler(validator());
            reader.parse(new InputSource(new StringReader(PayloadReader.DEFAULT.characters(payload))));
            return Optional.empty();
        } catch (SAXParseException broken) {
            return Optional.of(finding(broken));
        } catch (MalformedException | SAXException | IOException unread) {
            return Optional.of(new SchemaFinding("unreadable", 0, 0));
        }
    }

    private ValidatorHandler validator() throws SAXException {
        ValidatorHandler validator = schema.newValidatorHandler();
        validator.setErrorHandler(new FirstFault());
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return validator;
    }

    private static XMLReader reader() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException("the JDK's parser has no secure processing", missing);
        }
    }

    /** The parser's message begins with the rule; what follows quotes the payload. */
    private static SchemaFinding finding(SAXParseException broken) {
        Matcher rule = RULE.matcher(String.valueOf(broken.getMessage()));
        return new SchemaFinding(
                rule.lookingAt() ? rule.group(1) : "schema", broken.getLineNumber(), broken.getColumnNumber());
    }

    /** Ends at the first fault: one is enough to refuse, and a payload may have many. */
    static final class FirstFault implements ErrorHandler {
        @Override
        public void warning(SAXParseException harmless) {
            // a payload with it is valid
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
