package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.SharedData;

/** Real smart meter messages decode and verify with the same code as ours: design section 4. */
class MeterMessageVectorsTest {
    private static List<JsonNode> vectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        JsonMapper.builder()
                .build()
                .readTree(SharedData.read("gbcs-vectors.json"))
                .get("vectors")
                .forEach(vectors::add);
        return vectors;
    }

    @Test
    void thereAreSevenGoodVectorsAndOneBadOne() throws IOException {
        assertThat(vectors())
                .filteredOn(vector -> vector.get("verified").booleanValue())
                .hasSize(7);
        assertThat(vectors())
                .filteredOn(vector -> !vector.get("verified").booleanValue())
                .hasSize(1);
    }

    @TestFactory
    Stream<DynamicTest> everyFieldReadsAsStatedAndTheSignatureVerifiesOrNot() throws IOException {
        return vectors().stream().map(vector -> DynamicTest.dynamicTest(text(vector, "name"), () -> check(vector)));
    }

    private static void check(JsonNode vector) throws MalformedException, GeneralSecurityException {
        Octets octets = Octets.ofHex(text(vector, "hex"));
        RemotePartyMessage carried = RemotePartyMessage.read(octets, SignedMessageReader.DEFAULT);
        checkHeader(vector, carried.message().header());
        checkPlaces(vector, octets, carried);
        X509Certificate certificate = certificate(vector);
        checkSignature(vector, carried.message(), certificate.getPublicKey());
        checkKeyIdentifier(certificate);
    }

    private static void checkHeader(JsonNode vector, GroupingHeader header) {
        assertThat(header.cra().name()).isEqualTo(text(vector, "cra").toUpperCase(Locale.ROOT));
        assertThat(header.counter()).isEqualTo(vector.get("originator_counter").longValue());
        assertThat(header.counterText())
                .isEqualTo(vector.get("originator_counter").toString());
        assertThat(header.originator()).isEqualTo(EntityIdentifier.parse(text(vector, "originator_eui")));
        assertThat(header.originator()).isEqualTo(EntityIdentifier.parse(text(vector, "signer_eui")));
        assertThat(header.target()).isEqualTo(EntityIdentifier.parse(text(vector, "recipient_eui")));
        assertThat("0x" + header.code()).isEqualTo(text(vector, "message_code"));
        boolean dated = text(vector, "name").contains("with date-time");
        assertThat(header.dateTime().size()).isEqualTo(dated ? 12 : 0);
        assertThat(PrivateMessageCode.of(header.code())).isEmpty();
    }

    private static void checkPlaces(JsonNode vector, Octets octets, RemotePartyMessage carried) {
        SignedMessage message = carried.message();
        int from = vector.get("tbs_offset").intValue();
        int size = vector.get("tbs_length").intValue();
        int at = vector.get("signature_offset").intValue();
        assertThat(octets.size()).isEqualTo(vector.get("total_octets").intValue());
        assertThat(message.signedOctets()).isEqualTo(octets.slice(from, from + size));
        assertThat(message.digest()).isEqualTo(Octets.ofHex(text(vector, "tbs_sha256")));
        assertThat(message.signature()).isEqualTo(Octets.ofHex(text(vector, "signature")));
        assertThat(message.signature()).isEqualTo(octets.slice(at, at + SignedMessage.SIGNATURE_SIZE));
        assertThat(octets.size())
                .isEqualTo(from - 1 + message.octets().size() + carried.mac().size());
        assertThat(carried.mac().size()).isEqualTo(from == 1 ? 0 : 12);
    }

    private static void checkSignature(JsonNode vector, SignedMessage message, PublicKey key) {
        assertThat(Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), key))
                .isEqualTo(vector.get("verified").booleanValue());
    }

    /** The extension 2.5.29.14 of a real certificate repeats what we compute from its key. */
    private static void checkKeyIdentifier(X509Certificate certificate) {
        Octets extension = Octets.of(certificate.getExtensionValue("2.5.29.14"));
        assertThat(KeyIdentifier.of(certificate.getPublicKey()).octets())
                .isEqualTo(extension.slice(extension.size() - KeyIdentifier.SIZE, extension.size()));
    }

    private static X509Certificate certificate(JsonNode vector) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(text(vector, "signer_cert_der_base64"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String text(JsonNode vector, String key) {
        return vector.get(key).stringValue();
    }
}
