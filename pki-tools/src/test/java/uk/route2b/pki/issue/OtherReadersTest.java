package uk.route2b.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every profile is taken by openssl, GnuTLS, the JDK and Bouncy Castle, and so is every key. */
class OtherReadersTest {
    @TempDir
    static Path folder;

    private static final Samples SAMPLES = Samples.make();

    @BeforeAll
    static void write() throws Exception {
        SAMPLES.write(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organisation-signing",
                "organisation-agreement",
                "organisation-xml",
                "device-signing",
                "device-agreement"
            })
    void opensslVerifiesStrictly(String name) throws Exception {
        Outside verify = Outside.run(
                folder,
                "openssl",
                "verify",
                "-x509_strict",
                "-policy_check",
                "-CAfile",
                "root.pem",
                "-untrusted",
                name + ".pem",
                name + ".pem");
        assertThat(verify.exit()).as(verify.text()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organisation-signing", "device-signing", "device-agreement"})
    void opensslReadsTheKeyAndItIsTheOneCertified(String name) throws Exception {
        String fromKey = Outside.run(folder, "openssl", "pkey", "-in", name + ".key", "-pubout")
                .text();
        String fromCertificate = Outside.run(folder, "openssl", "x509", "-in", name + ".pem", "-noout", "-pubkey")
                .text();
        assertThat(fromKey).isEqualTo(fromCertificate).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @ParameterizedTest
    @ValueSource(strings = {"organisation-signing", "organisation-agreement", "device-signing", "device-agreement"})
    void gnutlsVerifiesTheChainAndReadsTheKey(String name) throws Exception {
        Outside verify = Outside.run(
                folder, "certtool", "--verify", "--load-ca-certificate", "root.pem", "--infile", name + ".pem");
        assertThat(verify.text()).contains("Verified. The certificate is trusted.");
        assertThat(Outside.run(folder, "certtool", "--key-info", "--infile", name + ".key")
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organisation-signing",
                "organisation-agreement",
                "organisation-xml",
                "device-signing",
                "device-agreement"
            })
    void jdkAndBouncyCastleFindTheWayToTheRoot(String name) throws Exception {
        IssuedIdentity identity =
                java.util.Objects.requireNonNull(SAMPLES.identities().get(name));
        assertThat(pathLength(CertPathBuilder.getInstance("PKIX"), identity)).isEqualTo(2);
        Provider bouncyCastle = new BouncyCastleProvider();
        assertThat(pathLength(CertPathBuilder.getInstance("PKIX", bouncyCastle), identity))
                .isEqualTo(2);
    }

    private static int pathLength(CertPathBuilder builder, IssuedIdentity identity) throws Exception {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(identity.certificate());
        TrustAnchor root = new TrustAnchor(SAMPLES.hierarchy().root().certificate(), null);
        PKIXParameters parameters = new PKIXBuilderParameters(Set.of(root), target);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(identity.chain())));
        parameters.setRevocationEnabled(false);
        parameters.setExplicitPolicyRequired(true);
        return builder.build(parameters).getCertPath().getCertificates().size();
    }
}
