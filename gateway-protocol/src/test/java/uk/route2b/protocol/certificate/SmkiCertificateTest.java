package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class SmkiCertificateTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("route2b.shared", "../../shared"), "data/gbcs-vectors.json");

    @Test
    void whatIsNoDerIsNoCertificate() {
        for (String text : new String[] {"", "-----BEGIN CERTIFICATE-----", "0", "0\u0001x"}) {
            assertThatThrownBy(() -> SmkiCertificate.ofDer(Octets.ofText(text))).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void publishedSignersAreReadAndTheirKeyIdentifiersAreWhatTheyState() throws Exception {
        for (Octets der : published()) {
            SmkiCertificate read = SmkiCertificate.ofDer(der);
            assertThat(read.statedKeyIdentifier()).contains(read.keyIdentifier().octets());
            assertThat(read.entity()).isPresent();
            assertThat(read.der()).isEqualTo(der);
            assertThat(read.sha256()).isEqualTo(der.sha256());
        }
    }

    @Test
    void theSupplierAndTheDeviceAreWhoTheyAre() throws Exception {
        Set<SmkiCertificate> read = new LinkedHashSet<>();
        for (Octets der : published()) {
            read.add(SmkiCertificate.ofDer(der));
        }
        assertThat(read).anySatisfy(supplier -> {
            assertThat(supplier.role()).contains(RemotePartyRole.SUPPLIER);
            assertThat(supplier.entity()).contains(EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00"));
            assertThat(supplier.use()).isEqualTo(KeyUse.DIGITAL_SIGNATURE);
        });
        assertThat(read).anySatisfy(device -> {
            assertThat(device.kind()).isEqualTo(CertificateKind.DEVICE);
            assertThat(device.entity()).contains(EntityIdentifier.parse("00-DB-12-34-56-78-90-A0"));
            assertThat(device.notAfter()).isEqualTo("9999-12-31T23:59:59Z");
        });
    }

    @Test
    void aFlippedBitIsReadOrRefusedButNeverABug() throws Exception {
        Octets der = published().iterator().next();
        for (int bit = 0; bit < 8 * der.size(); bit++) {
            byte[] flipped = der.toArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatCode(() -> readOrRefuse(Octets.of(flipped)))
                    .as("bit %d", bit)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(Octets der) {
        try {
            assertThat(SmkiCertificate.ofDer(der)).isNotNull();
        } catch (MalformedException refused) {
            assertThat(refused).hasMessageNotContaining("MII");
        }
    }

    private static Set<Octets> published() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(VECTORS), "left out: there is no " + VECTORS);
        Set<Octets> published = new LinkedHashSet<>();
        String text = new String(Files.readAllBytes(VECTORS), StandardCharsets.UTF_8);
        Matcher matcher =
                Pattern.compile("\"signer_cert_der_base64\": *\"([^\"]+)\"").matcher(text);
        while (matcher.find()) {
            published.add(Octets.of(Base64.getDecoder().decode(matcher.group(1))));
        }
        return published;
    }
}
