package uk.route2b.pki.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import uk.route2b.protocol.octets.Octets;

/** Documents as trees, which is what signing works on: read without DOCTYPE and within limits, and written. */
final class XmlTree {
    private static final int OCTETS_MOST = 256 * 1024;
    private static final String DEPTH_MOST = "32";
    private static final String DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

    private XmlTree() {}

    /** The document; empty if it is not well-formed or beyond the limits. */
    static Optional<Document> read(Octets xml) {
        if (xml.size() > OCTETS_MOST) {
            return Optional.empty();
        }
        try {
            DocumentBuilder builder = hardened().newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return Optional.of(builder.parse(new ByteArrayInputStream(xml.toArray())));
        } catch (SAXException | IOException notWellFormed) {
            return Optional.empty();
        } catch (ParserConfigurationException absent) {
            throw new IllegalStateException("the JDK's parser has lost a feature", absent);
        }
    }

    private static DocumentBuilderFactory hardened() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute(DEPTH, DEPTH_MOST);
        return factory;
    }

    /** The signatures anywhere in {@code document}. */
    static NodeList signatures(Document document) {
        return document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
    }

    /** Whether only white space and comments follow {@code node} in its parent. */
    static boolean isLast(Node node) {
        for (Node next = node.getNextSibling(); next != null; next = next.getNextSibling()) {
            boolean nothing = next.getNodeType() == Node.COMMENT_NODE
                    || (next.getNodeType() == Node.TEXT_NODE
                            && next.getTextContent().isBlank());
            if (!nothing) {
                return false;
            }
        }
        return true;
    }

    static Octets write(Document document) {
        try {
            // Else it says that it may depend on a DTD.
            document.setXmlStandalone(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return Octets.of(out.toByteArray());
        } catch (TransformerException impossible) {
            throw new IllegalStateException("writing into memory failed", impossible);
        }
    }

    /** The JDK's parser would write to standard error what strangers send. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException fault) {}

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
