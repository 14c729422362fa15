package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class PayloadReaderTest {
    private static final String OADR = "xmlns='http://openadr.org/oadr-2.0b/2012/07'";
    private static final String SIGNATURE = "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>";

    private static PayloadHead read(String xml) throws MalformedException {
        return PayloadReader.DEFAULT.read(Octets.ofText(xml));
    }

    private static String poll(String inside) {
        return "<oadrPoll " + OADR + ">" + inside + "</oadrPoll>";
    }

    private static String wrapped(String inside) {
        return "<oadrPayload " + OADR + ">" + inside + "</oadrPayload>";
    }

    private static String object(String inside) {
        return wrapped("<oadrSignedObject>" + inside + "</oadrSignedObject>");
    }

    @Test
    void bareAndWrappedMessagesAreReadWhateverTheirPrefix() throws MalformedException {
        assertThat(read(poll("")))
                .isEqualTo(new PayloadHead(
                        Optional.of(OpenAdrMessage.POLL), false, false, Optional.empty(), Optional.empty()));
        assertThat(read(object("<oadrPoll><x:venID xmlns:x='y'> VEN_1 </x:venID><requestID>r</requestID></oadrPoll>")))
                .isEqualTo(new PayloadHead(
                        Optional.of(OpenAdrMessage.POLL), true, false, Optional.of("VEN_1"), Optional.of("r")));
        assertThat(read("<z:oadrPoll xmlns:z='http://openadr.org/oadr-2.0b/2012/07'/>")
                        .message())
                .contains(OpenAdrMessage.POLL);
    }

    @Test
    void aSignatureIsSeenAlsoWithoutAMessage() throws MalformedException {
        assertThat(read(wrapped(SIGNATURE + "<oadrSignedObject><oadrPoll/></oadrSignedObject>"))
                        .signed())
                .isTrue();
        PayloadHead head = read(wrapped(SIGNATURE));
        assertThat(head.message()).isEmpty();
        assertThat(head.signed() && head.wrapped()).isTrue();
    }

    @Test
    void everyMessageIsFoundByItsElement() throws MalformedException {
        for (OpenAdrMessage message : OpenAdrMessage.values()) {
            assertThat(read(object("<" + message.element() + "/>")).message()).contains(message);
            assertThat(message.sentByVen() || message.sentByVtn()).isTrue();
            assertThat(OpenAdrService.of(message.service().segment())).contains(message.service());
        }
        assertThat(OpenAdrMessage.values()).hasSize(23);
        assertThat(OpenAdrService.of("eievent")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<oadrPoll/>",
                "<oadrPoll xmlns='http://openadr.org/oadr-2.0a/2012/07'/>",
                "<OadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/>",
                "<oadrSignedObject xmlns='http://openadr.org/oadr-2.0b/2012/07'><oadrPoll/></oadrSignedObject>",
                "<oadrPayload xmlns='http://openadr.org/oadr-2.0b/2012/07'/>",
                "<x><oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/></x>"
            })
    void whatIsNoOpenAdrPayloadIsRefused(String xml) {
        refuses(Malformation.OPENADR, 0, () -> read(xml));
    }

    @Test
    void aPayloadHasOneMessageAndOnlyInTheSignedObject() {
        refuses(Malformation.OPENADR, 0, () -> read(object("<oadrPoll/><oadrRequestEvent/>")));
        refuses(
                Malformation.OPENADR,
                0,
                () -> read(
                        wrapped(
                                "<oadrSignedObject><oadrPoll/></oadrSignedObject><oadrSignedObject><oadrPoll/></oadrSignedObject>")));
        refuses(Malformation.OPENADR, 0, () -> read(wrapped("<other><oadrPoll/></other>")));
        refuses(Malformation.OPENADR, 0, () -> read(wrapped("<oadrSignedObject/><other><oadrPoll/></other>")));
        refuses(
                Malformation.OPENADR,
                0,
                () -> read(wrapped(SIGNATURE + "<oadrSignedObject><oadrInvented/></oadrSignedObject>")));
    }

    /** Whoever unwraps it would take the first element of all, and we judge the one in the object. */
    @Test
    void nothingStandsBesideTheObjectOrTheMessage() throws MalformedException {
        String decoy = "<x xmlns='y'><oadrDistributeEvent " + OADR + "/></x>";
        String poll = "<oadrSignedObject><oadrPoll/></oadrSignedObject>";
        for (String xml : List.of(
                wrapped(decoy + poll),
                wrapped("<oadrSignedObject/>" + poll),
                wrapped(poll + "<oadrSignedObject/>"),
                wrapped("<Signature xmlns='y'/>" + poll),
                object(decoy + "<oadrPoll/>"),
                object("<oadrPoll/>" + decoy))) {
            refuses(Malformation.OPENADR, () -> read(xml));
        }
        assertThat(read(wrapped(SIGNATURE + poll)).message()).contains(OpenAdrMessage.POLL);
        assertThat(read(wrapped(poll + decoy)).message()).contains(OpenAdrMessage.POLL);
        assertThat(read(wrapped(poll + SIGNATURE)).message()).contains(OpenAdrMessage.POLL);
    }

    @Test
    void aMessageInsideAMessageIsOnlyContent() throws MalformedException {
        assertThat(read(object("<oadrPoll><oadrRequestEvent/></oadrPoll>")).message())
                .contains(OpenAdrMessage.POLL);
    }

    @Test
    void theFirstVenIdCountsAndMayNotHoldElements() throws MalformedException {
        assertThat(read(poll("<venID>a</venID><venID>b</venID>")).venId()).contains("a");
        assertThat(read(poll("<venID>a<!-- x -->b<![CDATA[c]]></venID>")).venId())
                .contains("abc");
        assertThat(read(poll("<venID/><venID> </venID>")).venId()).isEmpty();
        assertThat(read(poll("<venID/><venID>b</venID>")).venId()).contains("b");
        refuses(Malformation.XML, () -> read(poll("<venID><x/></venID>")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<!DOCTYPE oadrPoll>",
                "<!DOCTYPE oadrPoll []>",
                "<!DOCTYPE oadrPoll [<!ENTITY unused 'x'>]>",
                "<!DOCTYPE oadrPoll SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE oadrPoll PUBLIC 'x' 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE oadrPoll [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]>",
                "<!DOCTYPE oadrPoll[\u0001]>"
            })
    void aDoctypeIsRefusedAlsoWhereNothingUsesIt(String doctype) {
        refuses(Malformation.DOCTYPE, () -> read(doctype + poll("<venID>a</venID>")));
        refuses(Malformation.DOCTYPE, () -> read("<?xml version='1.0' encoding='UTF-8'?>" + doctype + poll("")));
    }

    @Test
    void externalEntitiesAndEntityBombsAreRefused() {
        String external = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>";
        refuses(Malformation.DOCTYPE, () -> read(external + poll("<venID>&e;</venID>")));
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'boom'>");
        for (int level = 1; level < 30; level++) {
            String before = "&e" + (level - 1) + ";";
            bomb.append("<!ENTITY e")
                    .append(level)
                    .append(" '")
                    .append(before.repeat(10))
                    .append("'>");
        }
        refuses(Malformation.DOCTYPE, () -> read(bomb + "]>" + poll("&e29;")));
        refuses(Malformation.XML, () -> read(poll("<venID>&undeclared;</venID>")));
        refuses(Malformation.XML, () -> read(poll("&undeclared;")));
    }

    @Test
    void elementsAreSixtyFourDeepAndNoDeeper() throws MalformedException {
        assertThat(read(poll("<a>".repeat(63) + "</a>".repeat(63))).message()).isPresent();
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a>".repeat(64) + "</a>".repeat(64))));
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a>".repeat(500_000))));
    }

    @Test
    void elementsAreFiveHundredThousandAndNoMore() throws MalformedException {
        assertThat(read(poll("<a/>".repeat(499_999))).message()).isPresent();
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a/>".repeat(500_000))));
    }

    @Test
    void attributesAreSixtyFourWithTheNamespacesAndNoMore() throws MalformedException {
        assertThat(read(poll("<a" + numbered(" a%d='x'", 64) + "/>")).message()).isPresent();
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a" + numbered(" a%d='x'", 65) + "/>")));
        assertThat(read(poll("<a" + numbered(" xmlns:a%d='x'", 64) + "/>")).message())
                .isPresent();
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a" + numbered(" xmlns:a%d='x'", 65) + "/>")));
    }

    private static String numbered(String form, int count) {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < count; number++) {
            text.append(String.format(form, number));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "IBM037"})
    void hundredsOfThousandsOfNamespacesAreRefusedBeforeTheyCostSeconds(String encoding) {
        String xml = "<?xml version='1.0' encoding='" + encoding + "'?>"
                + poll("<a" + numbered(" xmlns:a%d='x'", encoding.startsWith("UTF-16") ? 90_000 : 190_000) + "/>");
        Octets payload = Octets.of(xml.getBytes(Charset.forName(encoding)));
        long start = System.nanoTime();
        // IBM037 is none of the encodings that are read.
        refuses(
                encoding.startsWith("UTF") ? Malformation.XML_LIMIT : Malformation.XML,
                () -> PayloadReader.DEFAULT.read(payload));
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    void aRunOfTextHasAtMost65536Characters() throws MalformedException {
        assertThat(read(poll("<a>" + "x".repeat(65_536) + "</a>")).message()).isPresent();
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a>" + "x".repeat(65_537) + "</a>")));
        refuses(Malformation.XML_LIMIT, () -> read(poll("<a><![CDATA[" + "x".repeat(65_537) + "]]></a>")));
        refuses(
                Malformation.XML_LIMIT,
                () -> read(poll("<a>" + "x<!-- -->".repeat(1) + "&#65;".repeat(65_537) + "</a>")));
        refuses(Malformation.XML_LIMIT, () -> read(poll("<venID>" + "x".repeat(65_537) + "</venID>")));
    }

    @Test
    void aDocumentAboveItsLimitIsRefusedUnread() {
        refuses(Malformation.TOO_LONG, 4 * 1024 * 1024, () -> read("x".repeat(4 * 1024 * 1024 + 1)));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "<",
                "<a",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<p:a/>",
                "{}",
                "<?xml version='1.0' encoding='none'?><a/>",
                "<a>\u0000</a>",
                "<a>&#0;</a>"
            })
    void whatIsNotWellFormedIsRefused(String xml) {
        refuses(Malformation.XML, () -> read(xml));
    }

    @Test
    void everyCutOfADocumentIsRefused() {
        String xml = object("<oadrPoll schemaVersion='2.0b'><venID>VEN_1</venID></oadrPoll>");
        for (int end = 0; end < xml.length(); end++) {
            String cut = xml.substring(0, end);
            refuses(Malformation.XML, () -> read(cut));
        }
    }

    @Test
    void encodingsInUseAreRead() throws MalformedException {
        for (String encoding : new String[] {"UTF-8", "utf-8", "UTF-16", "US-ASCII", "ISO-8859-1", "windows-1252"}) {
            String xml = "<?xml version='1.0' encoding='" + encoding + "'?>" + poll("<venID>VEN</venID>");
            Octets payload = Octets.of(xml.getBytes(Charset.forName(encoding)));
            assertThat(PayloadReader.DEFAULT.read(payload).venId()).as(encoding).contains("VEN");
        }
        for (Charset unmarked : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            Octets payload = Octets.of(poll("<venID>é</venID>").getBytes(unmarked));
            assertThat(PayloadReader.DEFAULT.read(payload).venId()).contains("é");
        }
        Octets marked = Octets.of(("\uFEFF" + poll("<venID>é</venID>")).getBytes(StandardCharsets.UTF_8));
        assertThat(PayloadReader.DEFAULT.read(marked).venId()).contains("é");
    }

    @Test
    void octetsThatAreNotOfTheirEncodingAreRefusedAndNothingIsPrinted() {
        PrintStream standardError = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (String hex :
                    new String[] {"3C61FF2F3E", "FF3C612F3E", "3CC3", "FEFF003C00", "FFFE3C0061", "FEFFD800"}) {
                refuses(Malformation.XML, () -> PayloadReader.DEFAULT.read(Octets.ofHex(hex)));
            }
        } finally {
            System.setErr(standardError);
        }
        assertThat(printed.size()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IBM037", "UTF-7", "UTF-32", "UTF-16", "x", "Shift_JIS"})
    void anEncodingThatNobodyUsesOrThatTheOctetsContradictIsRefused(String encoding) {
        refuses(Malformation.XML, () -> read("<?xml version='1.0' encoding='" + encoding + "'?>" + poll("")));
    }

    /** The JDK would take them, and whoever reads on might find another encoding in them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0' encoding='UTF-1>'?>",
                "<?xml version='1.0' encoding='UTF-<?x?>'?>",
                "<?xml version='1.0'                                                                                   "
                        + "                                                                                            "
                        + "                            encoding='IBM037'?>",
                "<?xml version='1.0' standalone='no' encoding='UTF-8'?>",
                "<?xml encoding='UTF-8'?>",
                "\uFEFF<?xml version='1.0' encoding='ISO-8859-1'?>"
            })
    void aDeclarationHasItsOnlyForm(String declaration) {
        refuses(Malformation.XML, () -> read(declaration + poll("")));
        String wide = declaration.startsWith("\uFEFF") ? declaration.replace("-1'", "-1>'") : "\uFEFF" + declaration;
        refuses(
                Malformation.XML,
                () -> PayloadReader.DEFAULT.read(Octets.of((wide + poll("")).getBytes(StandardCharsets.UTF_16LE))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<?xml version='1.0'?>",
                "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>",
                "<?xml\tversion = '1.0'\r\nencoding = 'UTF-8' standalone='no' ?>",
                "\uFEFF<?xml version='1.0' encoding='UTF-8'?>",
                "<?xml-stylesheet type='text/xsl'?>"
            })
    void declarationsThatXmlAllowsAreRead(String declaration) throws MalformedException {
        assertThat(read(declaration + poll("")).message()).contains(OpenAdrMessage.POLL);
    }

    @Test
    void severalThreadsReadAtATime() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<String>>> read = new ArrayList<>();
            for (int number = 0; number < 2000; number++) {
                String xml = poll("<venID>VEN_" + number + "</venID>");
                read.add(threads.submit(() -> read(xml).venId()));
            }
            for (int number = 0; number < read.size(); number++) {
                assertThat(read.get(number).get()).contains("VEN_" + number);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
