package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import uk.route2b.protocol.octets.Octets;

/** A wrapper comes and goes, and the message in it is the same document. */
class PayloadFormTest {
    private static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    private static final String EI = "http://docs.oasis-open.org/ns/energyinterop/201110";

    private static final String WRAPPED = "<?xml version='1.0'?><!-- > --><p:oadrPayload xmlns:p=\"" + OADR
            + "\" xmlns:e='" + EI + "' xmlns:unused='urn:x'><p:oadrSignedObject p:Id=\"a>b\"><p:oadrPoll"
            + " e:schemaVersion=\"2.0b\"><e:venID><![CDATA[</p:oadrPoll>]]></e:venID></p:oadrPoll>"
            + "</p:oadrSignedObject></p:oadrPayload>";
    private static final String BARE =
            "<oadrPoll xmlns=\"" + OADR + "\"><venID xmlns=\"" + EI + "\">VEN_é</venID></oadrPoll>";

    private static final String BARE_ELEMENT = "<oadrPoll xmlns=\"" + OpenAdrXml.OADR + "\"/>";

    @Test
    void theMessageAloneKeepsWhatItsNamesMean() throws Exception {
        Octets bare = PayloadForm.bare(Octets.ofText(WRAPPED));

        assertThat(bare.text()).doesNotContain("oadrPayload", "unused");
        assertThat(root(bare).isEqualNode(message(Octets.ofText(WRAPPED)))).isTrue();
        assertThat(PayloadReader.DEFAULT.read(bare).venId()).contains("</p:oadrPoll>");
    }

    @Test
    void aValueThatLooksLikeADeclarationIsNone() throws Exception {
        String odd = WRAPPED.replace("xmlns:unused='urn:x'", "a=' xmlns:p=\"urn:other\"'");

        assertThat(odd).isNotEqualTo(WRAPPED);
        assertThat(root(PayloadForm.bare(Octets.ofText(odd))).isEqualNode(message(Octets.ofText(WRAPPED))))
                .isTrue();
    }

    @Test
    void aBareMessageGetsAWrapper() throws Exception {
        Octets wrapped = PayloadForm.wrapped(Octets.ofText(BARE));

        assertThat(PayloadReader.DEFAULT.read(wrapped).wrapped()).isTrue();
        assertThat(PayloadReader.DEFAULT.read(wrapped).venId()).contains("VEN_é");
        assertThat(root(PayloadForm.bare(wrapped)).isEqualNode(root(Octets.ofText(BARE))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {WRAPPED, BARE})
    void whatHasTheFormStaysAsItIs(String text) throws Exception {
        Octets payload = Octets.ofText(text);
        boolean wrapped = PayloadReader.DEFAULT.read(payload).wrapped();

        assertThat(wrapped ? PayloadForm.wrapped(payload) : PayloadForm.bare(payload))
                .isEqualTo(payload);
    }

    @Test
    void aDeclarationIsTakenOffWhole() throws Exception {
        Octets odd = Octets.ofText("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes' ?>\n" + BARE_ELEMENT);
        assertThat(PayloadForm.wrapped(odd).text()).containsOnlyOnce("<?xml");
    }

    @Test
    void aSignedOneIsNeverTakenOutOfItsWrapper() throws Exception {
        String signature = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>";
        Octets signed = Octets.ofText(WRAPPED.replace("<p:oadrSignedObject", signature + "<p:oadrSignedObject"));

        assertThat(PayloadForm.bare(signed)).isEqualTo(signed);
    }

    @Test
    void aSignatureIsTakenOffAndTheMessageStays() throws Exception {
        String signature = "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><ds:SignedInfo><ds:Signature/>"
                + "</ds:SignedInfo></ds:Signature>";
        Octets signed = Octets.ofText(WRAPPED.replace("<p:oadrSignedObject", signature + "<p:oadrSignedObject"));
        Octets unsigned = PayloadForm.unsigned(signed);

        assertThat(PayloadReader.DEFAULT.read(signed).signed()).isTrue();
        assertThat(PayloadReader.DEFAULT.read(unsigned).signed()).isFalse();
        assertThat(message(unsigned).isEqualNode(message(Octets.ofText(WRAPPED))))
                .isTrue();
        assertThat(PayloadForm.unsigned(Octets.ofText(WRAPPED))).isEqualTo(Octets.ofText(WRAPPED));
        assertThat(PayloadForm.unsigned(Octets.ofText(BARE))).isEqualTo(Octets.ofText(BARE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void anotherEncodingBecomesUtf8(String encoding) throws Exception {
        String text = "<?xml version='1.0' encoding='" + encoding + "'?>\n" + BARE;
        Octets payload = Octets.of(text.getBytes(encoding));
        Octets utf8 = PayloadForm.utf8(payload);

        assertThat(utf8.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .endsWith(BARE);
        assertThat(PayloadForm.utf8(utf8)).isEqualTo(utf8);
        assertThat(PayloadReader.DEFAULT.read(utf8)).isEqualTo(PayloadReader.DEFAULT.read(payload));
    }

    private static Element root(Octets payload) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(payload.text())))
                .getDocumentElement();
        // declarations are attributes to DOM, and no part of what is said
        withoutDeclarations(root);
        return root;
    }

    private static Element message(Octets wrapped) throws Exception {
        return (Element) root(wrapped).getFirstChild().getFirstChild();
    }

    private static void withoutDeclarations(Element element) {
        for (int index = element.getAttributes().getLength() - 1; index >= 0; index--) {
            String name = element.getAttributes().item(index).getNodeName();
            if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                element.removeAttribute(name);
            }
        }
        for (int index = 0; index < element.getChildNodes().getLength(); index++) {
            if (element.getChildNodes().item(index) instanceof Element child) {
                withoutDeclarations(child);
            }
        }
    }
}
