package uk.route2b.pki.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.Octets;

/** What DUIS signs verifies, and nothing else does, however it is wrapped. */
class XmlSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    private static final TestHierarchy HIERARCHY = TestHierarchy.create(NOW);
    private static final IssuedIdentity IDENTITY =
            HIERARCHY.organisation(RemotePartyRole.XML_SIGNING, SUPPLIER, KeyUse.DIGITAL_SIGNATURE);
    private static final IssuedIdentity ANOTHER =
            HIERARCHY.organisation(RemotePartyRole.XML_SIGNING, SUPPLIER, KeyUse.DIGITAL_SIGNATURE);
    private static final XmlVerifier VERIFIER = new XmlVerifier(List.of(ANOTHER.certificate(), IDENTITY.certificate()));
    private static final XmlSigner SIGNER = new XmlSigner(IDENTITY.key(), IDENTITY.certificate());
    private static final String DOCUMENT =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sr:Request xmlns:sr=\"urn:x\" schemaVersion=\"5.4\">"
                    + "<sr:Header id=\"h\"><sr:RequestID>one:two:3</sr:RequestID></sr:Header>"
                    + "<sr:Body id=\"b\"><sr:Label index=\"1\"> a&amp;b &lt; c </sr:Label></sr:Body></sr:Request>";
    private static final String SIGNED_PART = DOCUMENT.substring(DOCUMENT.indexOf("?>") + 2);

    private OtherForm other;

    @BeforeEach
    void validUntilChanged() throws Exception {
        other = new OtherForm(IDENTITY);
        assertThat(VERIFIER.verify(other.sign(DOCUMENT), NOW)).isInstanceOf(XmlVerdict.Verified.class);
    }

    private static Octets signed() {
        return SIGNER.sign(Octets.ofText(DOCUMENT));
    }

    private static void refuses(XmlRefusal reason, Octets xml) {
        assertThat(VERIFIER.verify(xml, NOW)).isEqualTo(new XmlVerdict.Refused(reason));
    }

    private static void refuses(XmlRefusal reason, String xml) {
        refuses(reason, Octets.ofText(xml));
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<ds:" + name + "[ >].*</ds:" + name + ">", Pattern.DOTALL)
                .matcher(xml);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    @Test
    void whatIsSignedVerifiesAndOnlyWhatWasSignedIsGivenOut() {
        XmlVerdict verdict = VERIFIER.verify(signed(), NOW);
        assertThat(verdict).isEqualTo(new XmlVerdict.Verified(Octets.ofText(SIGNED_PART), IDENTITY.certificate()));
    }

    @Test
    void theFormIsThatOfTheSamples() {
        String signature = element(signed().text(), "Signature");
        assertThat(signature)
                .contains("<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>")
                .contains("<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>")
                .contains("<ds:Reference URI=\"\"><ds:Transforms><ds:Transform "
                        + "Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/></ds:Transforms>")
                .contains("<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>")
                .contains("<ds:KeyInfo><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=TEST Z2B,OU=07")
                .contains("<ds:X509SerialNumber>" + IDENTITY.certificate().getSerialNumber() + "<")
                .doesNotContain("&#13;");
        String value = element(signature, "SignatureValue").replaceAll("<[^>]*>", "");
        assertThat(Base64.getDecoder().decode(value)).hasSize(64);
    }

    @Test
    void whatIsNotXmlOrSignedAlreadyCannotBeSigned() {
        assertThatThrownBy(() -> SIGNER.sign(Octets.ofText("<x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SIGNER.sign(signed())).isInstanceOf(IllegalArgumentException.class);
        assertThat(SIGNER.toString()).doesNotContain("PrivateKey").contains("serial number");
    }

    @Test
    void aChangedDocumentIsRefused() {
        refuses(XmlRefusal.DIGEST, signed().text().replace("one:two:3", "one:two:4"));
        refuses(XmlRefusal.DIGEST, signed().text().replace("index=\"1\"", "index=\"2\""));
        refuses(XmlRefusal.DIGEST, signed().text().replace("<sr:Body", " <sr:Body"));
        refuses(XmlRefusal.DIGEST, signed().text().replace("<sr:Body", "<sr:More/><sr:Body"));
        refuses(XmlRefusal.DIGEST, signed().text().replace("urn:x", "urn:y"));
    }

    /** A comment is nothing to a signature, and must be nothing to whoever reads the text around it. */
    @Test
    void aCommentChangesNothingOfWhatIsGivenOut() {
        Octets commented = Octets.ofText(signed().text().replace("two:3", "two:<!-- 9 -->3"));
        assertThat(VERIFIER.verify(commented, NOW))
                .isEqualTo(new XmlVerdict.Verified(Octets.ofText(SIGNED_PART), IDENTITY.certificate()));
    }

    @Test
    void anotherKeyOfTheSameEntityIsRefused() {
        XmlSigner forger = new XmlSigner(ANOTHER.key(), IDENTITY.certificate());
        refuses(XmlRefusal.SIGNATURE, forger.sign(Octets.ofText(DOCUMENT)));
        assertThat(VERIFIER.verify(
                        new XmlSigner(ANOTHER.key(), ANOTHER.certificate()).sign(Octets.ofText(DOCUMENT)), NOW))
                .isInstanceOf(XmlVerdict.Verified.class);
    }

    @Test
    void onlyConfiguredCertificatesAreBelieved() {
        assertThat(new XmlVerifier(List.of(ANOTHER.certificate())).verify(signed(), NOW))
                .isEqualTo(new XmlVerdict.Refused(XmlRefusal.SIGNER));
        assertThat(new XmlVerifier(List.of()).verify(signed(), NOW))
                .isEqualTo(new XmlVerdict.Refused(XmlRefusal.SIGNER));
        TestHierarchy strangers = TestHierarchy.create(NOW);
        IssuedIdentity stranger =
                strangers.organisation(RemotePartyRole.XML_SIGNING, SUPPLIER, KeyUse.DIGITAL_SIGNATURE);
        refuses(XmlRefusal.SIGNER, new XmlSigner(stranger.key(), stranger.certificate()).sign(Octets.ofText(DOCUMENT)));
        refuses(XmlRefusal.SIGNER, signed().text().replace("CN=TEST Z2B", "CN=TEST Z2C"));
        refuses(XmlRefusal.SIGNER, signed().text().replace("CN=TEST Z2B", "no name"));
    }

    /** The published samples write the issuer with a blank after the comma. */
    @Test
    void theIssuersNameMayBeSpacedOtherwise() {
        Octets spaced = Octets.ofText(signed().text().replace("CN=TEST Z2B,OU=07", "CN=TEST Z2B, OU=07"));
        assertThat(VERIFIER.verify(spaced, NOW)).isInstanceOf(XmlVerdict.Verified.class);
    }

    @Test
    void aCertificateHasToBeValid() {
        for (Instant time : List.of(NOW.minusSeconds(86_400 * 365), Instant.parse("2099-01-01T00:00:00Z"))) {
            assertThat(VERIFIER.verify(signed(), time)).isEqualTo(new XmlVerdict.Refused(XmlRefusal.VALIDITY));
        }
    }

    @Test
    void aDocumentWithoutSignatureOrWithTwoIsRefused() {
        refuses(XmlRefusal.UNSIGNED, DOCUMENT);
        String xml = signed().text();
        String signature = element(xml, "Signature");
        refuses(XmlRefusal.UNSIGNED, xml.replace(signature, ""));
        refuses(XmlRefusal.SECOND_SIGNATURE, xml.replace(signature, signature + signature));
        refuses(XmlRefusal.SECOND_SIGNATURE, xml.replace("<sr:Body id=\"b\">", "<sr:Body id=\"b\">" + signature));
    }

    @Test
    void aSignatureElsewhereIsRefused() {
        String xml = signed().text();
        String signature = element(xml, "Signature");
        String without = xml.replace(signature, "");
        refuses(XmlRefusal.PLACE, without.replace("</sr:Body>", signature + "</sr:Body>"));
        refuses(XmlRefusal.PLACE, without.replace("<sr:Header", signature + "<sr:Header"));
        refuses(XmlRefusal.PLACE, without.replace("</sr:Request>", signature + "<sr:Body/></sr:Request>"));
        refuses(XmlRefusal.PLACE, without.replace("</sr:Request>", signature + "text</sr:Request>"));
        refuses(XmlRefusal.PLACE, signature);
        Octets spaced = Octets.ofText(xml.replace("</sr:Request>", "<!-- end --></sr:Request>"));
        assertThat(VERIFIER.verify(spaced, NOW)).isInstanceOf(XmlVerdict.Verified.class);
    }

    /** A valid signature over the true document, with a document of the attacker's around it. */
    @Test
    void wrappingIsRefused() throws Exception {
        other.uris = List.of("#b");
        other.transforms = List.of();
        String overBody = other.sign(DOCUMENT).text();
        refuses(XmlRefusal.REFERENCE, overBody);
        refuses(
                XmlRefusal.REFERENCE,
                overBody.replace("<sr:Body id=\"b\">", "<sr:Body><sr:Evil/></sr:Body><sr:Body id=\"b\">"));
        String xml = signed().text();
        String signature = element(xml, "Signature");
        String original = xml.replace(signature, "").replaceFirst("<\\?xml.*?\\?>", "");
        String object = "<ds:Object>" + original + "</ds:Object></ds:Signature>";
        refuses(XmlRefusal.REFERENCE, xml.replace("one:two:3", "evil").replace("</ds:Signature>", object));
        refuses(
                XmlRefusal.PLACE,
                "<sr:Request xmlns:sr=\"urn:x\"><sr:Header/><sr:Body/>" + xml.replaceFirst("<\\?xml.*?\\?>", "")
                        + "</sr:Request>");
        refuses(XmlRefusal.DIGEST, xml.replace("one:two:3", "evil").replace("</sr:Body>", original + "</sr:Body>"));
    }

    @Test
    void validSignaturesOfOtherFormsAreRefused() throws Exception {
        other.canonicalization = CanonicalizationMethod.INCLUSIVE;
        refuses(XmlRefusal.CANONICALIZATION, other.sign(DOCUMENT));
        other.canonicalization = CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS;
        refuses(XmlRefusal.CANONICALIZATION, other.sign(DOCUMENT));
        other = new OtherForm(IDENTITY);
        other.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";
        refuses(XmlRefusal.ALGORITHM, other.sign(DOCUMENT));
        other = new OtherForm(IDENTITY);
        other.digest = DigestMethod.SHA512;
        refuses(XmlRefusal.ALGORITHM, other.sign(DOCUMENT));
        other = new OtherForm(IDENTITY);
        other.transforms = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);
        refuses(XmlRefusal.TRANSFORM, other.sign(DOCUMENT));
        other.transforms = List.of(Transform.ENVELOPED, Transform.ENVELOPED);
        refuses(XmlRefusal.TRANSFORM, other.sign(DOCUMENT));
    }

    @Test
    void validSignaturesOverSomethingElseAreRefused() throws Exception {
        other.uris = List.of("", "#b");
        refuses(XmlRefusal.REFERENCE, other.sign(DOCUMENT));
        other.uris = List.of("", "");
        refuses(XmlRefusal.REFERENCE, other.sign(DOCUMENT));
        other.uris = List.of("#h");
        refuses(XmlRefusal.REFERENCE, other.sign(DOCUMENT));
        other.uris = List.of("#xpointer(/)");
        refuses(XmlRefusal.REFERENCE, other.sign(DOCUMENT));
        other = new OtherForm(IDENTITY);
        other.objects = List.of(other.factory().newXMLObject(List.of(), "o", null, null));
        refuses(XmlRefusal.REFERENCE, other.sign(DOCUMENT));
    }

    @Test
    void aKeyThatComesAlongIsRefused() throws Exception {
        other.keyInfo = List.of(other.keys().newX509Data(List.of(other.certificate())));
        refuses(XmlRefusal.KEY_NAME, other.sign(DOCUMENT));
        other.keyInfo = List.of(other.keys().newKeyValue(other.certificate().getPublicKey()));
        refuses(XmlRefusal.KEY_NAME, other.sign(DOCUMENT));
        other.keyInfo = List.of(other.keys().newKeyName("CN=TEST Z2B"));
        refuses(XmlRefusal.KEY_NAME, other.sign(DOCUMENT));
        other.keyInfo = List.of();
        refuses(XmlRefusal.KEY_NAME, other.sign(DOCUMENT));
        OtherForm two = new OtherForm(IDENTITY);
        two.keyInfo = List.of(two.keyInfo.get(0), two.keys().newX509Data(List.of(IDENTITY.certificate())));
        refuses(XmlRefusal.KEY_NAME, two.sign(DOCUMENT));
    }

    /** ECDSA in DER would verify in some stacks and not in others. */
    @Test
    void aSignatureValueInDerIsRefused() throws Exception {
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign(IDENTITY.key());
        String value = Base64.getEncoder().encodeToString(der.sign());
        String xml = signed().text();
        refuses(
                XmlRefusal.ALGORITHM,
                xml.replaceFirst("(<ds:SignatureValue>)[^<]*", "$1" + Matcher.quoteReplacement(value)));
        refuses(XmlRefusal.ALGORITHM, xml.replaceFirst("(<ds:SignatureValue>)[^<]*", "$1AAAA"));
        refuses(XmlRefusal.SIGNATURE, xml.replaceFirst("(<ds:SignatureValue>)[^<]*", "$1" + "A".repeat(86) + "=="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#hmac-sha1\"/>",
                "<ds:SignatureMethod Algorithm=\"urn:nothing\"/>",
                "<ds:SignatureMethod/>",
                ""
            })
    void aMethodThatCannotBeReadIsRefused(String method) {
        Octets xml = Octets.ofText(signed().text().replaceFirst("<ds:SignatureMethod[^>]*/>", method));
        assertThat(VERIFIER.verify(xml, NOW))
                .isInstanceOfSatisfying(
                        XmlVerdict.Refused.class,
                        refused -> assertThat(refused.reason()).isIn(XmlRefusal.FORM, XmlRefusal.ALGORITHM));
    }

    @Test
    void programsInsideTheSignatureAreNotRun() {
        String xslt = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"><xsl:stylesheet "
                + "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"/></ds:Transform>";
        String xpath = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
                + "<ds:XPath>true()</ds:XPath></ds:Transform>";
        for (String transform : List.of(xslt, xpath)) {
            Octets xml =
                    Octets.ofText(signed().text().replaceFirst("</ds:Transforms>", transform + "</ds:Transforms>"));
            assertThat(VERIFIER.verify(xml, NOW))
                    .isInstanceOfSatisfying(
                            XmlVerdict.Refused.class,
                            refused -> assertThat(refused.reason()).isIn(XmlRefusal.FORM, XmlRefusal.TRANSFORM));
        }
    }

    @Test
    void doctypeEntitiesDepthAndSizeAreRefused() {
        String body = signed().text().replaceFirst("<\\?xml.*?\\?>", "");
        refuses(XmlRefusal.XML, "<!DOCTYPE x>" + body);
        refuses(XmlRefusal.XML, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + body);
        refuses(XmlRefusal.XML, body.replace("one:two:3", "&e;"));
        refuses(XmlRefusal.XML, body.replace("one:two:3", "<x>".repeat(40) + "</x>".repeat(40)));
        refuses(XmlRefusal.XML, body.replace("one:two:3", "x".repeat(300_000)));
        refuses(XmlRefusal.XML, "");
        refuses(XmlRefusal.XML, body + "<more/>");
    }

    @Test
    void noOctetCanBeChangedWithoutRefusalOrEffect() {
        Octets xml = signed();
        SplittableRandom random = new SplittableRandom(5);
        int verified = 0;
        for (int at = 0; at < xml.size(); at++) {
            byte[] changed = xml.toArray();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            if (VERIFIER.verify(Octets.of(changed), NOW) instanceof XmlVerdict.Verified still) {
                verified++;
                assertThat(still.signedOctets()).isEqualTo(Octets.ofText(SIGNED_PART));
            }
        }
        // A blank in the XML declaration, or the case of a letter in the issuer's name, is none of the content.
        assertThat(verified).isLessThan(40);
    }

    @Test
    void everyPrefixIsRefused() {
        Octets xml = signed();
        for (int end = 0; end < xml.size(); end++) {
            assertThat(VERIFIER.verify(xml.slice(0, end), NOW)).isInstanceOf(XmlVerdict.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(XmlRefusal.class)
    void everyReasonHasACodeAndASentence(XmlRefusal reason) {
        assertThat(reason.code())
                .isEqualTo(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(reason.meaning()).isNotEmpty();
    }
}
