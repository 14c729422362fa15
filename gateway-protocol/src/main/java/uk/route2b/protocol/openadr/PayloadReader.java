package uk.route2b.protocol.openadr;

import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import uk.route2b.protocol.octets.Doctype;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads the head of an OpenADR 2.0b payload, in UTF-8, UTF-16 or a superset of ASCII, without entities and within
 * limits.
 *
 * <p>Elements are matched by namespace and local name: prefixes differ from stack to stack.
 *
 * @param limits how much it reads
 */
public record PayloadReader(PayloadLimits limits) {
    /** With the default limits. */
    public static final PayloadReader DEFAULT = new PayloadReader(PayloadLimits.DEFAULT);

    static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    private static final String XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final int NAMESPACES_MOST = 20_000;
    private static final int VEN_IDS_MOST = 1_000;
    /** A venID inside these says what is meant, not who speaks. */
    private static final Set<String> TARGETS = Set.of("eiTarget", "reportSubject", "reportDataSource");

    static final XMLInputFactory FACTORY = hardened();

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads all of {@code payload}.
     *
     * @throws MalformedException if it is not well-formed, has a DOCTYPE, breaks a limit, or is no OpenADR 2.0b payload
     */
    public PayloadHead read(Octets payload) throws MalformedException {
        if (payload.size() > limits.octets()) {
            throw new MalformedException(Malformation.TOO_LONG, limits.octets());
        }
        String text = XmlText.decode(payload);
        if (Doctype.isIn(text)) {
            throw new MalformedException(Malformation.DOCTYPE, 0);
        }
        if (NamespaceDeclarations.count(text) > NAMESPACES_MOST) {
            throw new MalformedException(Malformation.XML_LIMIT, 0);
        }
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new Scan(xml).run();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notWellFormed) {
            throw new MalformedException(
                    Malformation.XML,
                    notWellFormed.getLocation() == null
                            ? -1
                            : notWellFormed.getLocation().getCharacterOffset());
        }
    }

    /**
     * The characters of a payload, for a parser behind this one: so both read the same text, whatever its encoding.
     *
     * @throws MalformedException if its octets are not of an encoding that is read
     */
    public String characters(Octets payload) throws MalformedException {
        return XmlText.decode(payload);
    }

    /** One pass over one document. */
    private final class Scan {
        private final XMLStreamReader xml;
        private final Map<String, String> firstText = new HashMap<>();
        private final Set<String> venIds = new LinkedHashSet<>();
        private Optional<OpenAdrMessage> message = Optional.empty();
        private int targetDepth;
        private boolean wrapped;
        private boolean enclosed;
        private boolean inSignedObject;
        private boolean signed;
        private int depth;
        private int elements;

        Scan(XMLStreamReader xml) {
            this.xml = xml;
        }

        PayloadHead run() throws XMLStreamException, MalformedException {
            while (xml.hasNext()) {
                event(xml.next());
            }
            if (message.isEmpty() && !(wrapped && signed)) {
                throw new MalformedException(Malformation.OPENADR, 0);
            }
            return new PayloadHead(message, wrapped, signed, text("venID"), text("requestID"), List.copyOf(venIds));
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(firstText.get(name));
        }

        private void event(int event) throws XMLStreamException, MalformedException {
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw at(Malformation.DOCTYPE);
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> checkText(xml.getTextLength());
                default -> {
                    // comments, processing instructions and white space between elements carry nothing
                }
            }
        }

        private void start() throws XMLStreamException, MalformedException {
            depth++;
            elements++;
            checkLimits();
            String name = xml.getLocalName();
            boolean oadr = OADR.equals(xml.getNamespaceURI());
            if (depth == 1 && oadr && name.equals("oadrPayload")) {
                wrapped = true;
            } else if (wrapped && depth == 2) {
                enclose(name, oadr);
            } else if (wrapped ? inSignedObject && depth == 3 : oadr && depth == 1) {
                takeMessage(oadr, name);
            } else if (isSignature(name)) {
                signed = true;
            } else if (name.equals("venID") || name.equals("requestID")) {
                keepText(name);
            } else if (targetDepth == 0 && TARGETS.contains(name)) {
                targetDepth = depth;
            }
        }

        private boolean isSignature(String name) {
            return XMLDSIG.equals(xml.getNamespaceURI()) && name.equals("Signature");
        }

        /**
         * Before the object only a signature: whoever unwraps it takes what comes first. Strange elements behind are
         * none.
         */
        private void enclose(String name, boolean oadr) throws MalformedException {
            if (isSignature(name)) {
                signed = true;
            } else if (oadr && name.equals("oadrSignedObject") && !enclosed) {
                enclosed = true;
                inSignedObject = true;
            } else if (oadr || !enclosed) {
                throw new MalformedException(Malformation.OPENADR, 0);
            }
        }

        /** Whoever reads on behind us may take another of two messages than we do, so there is one and nothing else. */
        private void takeMessage(boolean oadr, String name) throws MalformedException {
            Optional<OpenAdrMessage> found = OpenAdrMessage.of(name);
            if (!oadr || found.isEmpty() || message.isPresent()) {
                throw new MalformedException(Malformation.OPENADR, 0);
            }
            message = found;
        }

        private void end() {
            if (depth == targetDepth) {
                targetDepth = 0;
            }
            depth--;
            inSignedObject &= depth > 1;
        }

        private void keepText(String name) throws XMLStreamException, MalformedException {
            String text = xml.getElementText();
            depth--;
            checkText(text.length());
            if (!text.isBlank()) {
                firstText.putIfAbsent(name, text.strip());
                takeVenId(name, text.strip());
            }
        }

        private void takeVenId(String name, String text) throws MalformedException {
            if (name.equals("venID") && targetDepth == 0 && venIds.add(text) && venIds.size() > VEN_IDS_MOST) {
                throw at(Malformation.XML_LIMIT);
            }
        }

        private void checkLimits() throws MalformedException {
            boolean within = depth <= limits.depth()
                    && elements <= limits.elements()
                    && xml.getAttributeCount() + xml.getNamespaceCount() <= limits.attributes();
            if (!within) {
                throw at(Malformation.XML_LIMIT);
            }
        }

        private void checkText(int length) throws MalformedException {
            if (length > limits.text()) {
                throw at(Malformation.XML_LIMIT);
            }
        }

        private MalformedException at(Malformation why) {
            return new MalformedException(why, xml.getLocation().getCharacterOffset());
        }
    }
}
