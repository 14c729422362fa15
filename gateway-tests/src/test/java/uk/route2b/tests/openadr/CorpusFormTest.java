package uk.route2b.tests.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadForm;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;

/** Every message of the corpus is the same message after a wrapper was put on and taken off, or off and on. */
class CorpusFormTest {
    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";

    static List<CorpusPayload> payloads() {
        return Corpus.read();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aWrapperComesAndGoes(CorpusPayload payload) throws Exception {
        PayloadHead head = PayloadReader.DEFAULT.read(payload.octets());
        Octets wrapped = PayloadForm.wrapped(payload.octets());
        Octets bare = PayloadForm.bare(payload.octets());
        if (head.signed() || head.message().isEmpty()) {
            assertThat(bare).isEqualTo(payload.octets());
            return;
        }
        Element message = message(payload.octets());
        for (Octets form : List.of(wrapped, bare, PayloadForm.bare(wrapped), PayloadForm.wrapped(bare))) {
            assertThat(message(form).isEqualNode(message)).isTrue();
        }
        assertThat(PayloadReader.DEFAULT.read(bare).wrapped()).isFalse();
        assertThat(PayloadReader.DEFAULT.read(wrapped).venIds()).isEqualTo(head.venIds());
        assertThat(PayloadReader.DEFAULT.read(bare).venIds()).isEqualTo(head.venIds());
    }

    private static Element message(Octets payload) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        factory.setIgnoringComments(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(payload.toArray()))
                .getDocumentElement();
        Element message = root.getLocalName().equals("oadrPayload") ? child(child(root)) : root;
        withoutDeclarations(message);
        message.normalize();
        return message;
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
