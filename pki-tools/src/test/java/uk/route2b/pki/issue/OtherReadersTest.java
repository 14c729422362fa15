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
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.pki.profile.Profile;

/** Every one of the eight profiles is taken by openssl, GnuTLS, the JDK and Bouncy Castle, and so is every key. */
class OtherReadersTest {
    @TempDir
    static Path folder;

    private static final Samples SAMPLES = Samples.make();

    @BeforeAll
    static void write() throws Exception {
        SAMPLES.write(folder);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void opensslVerifiesStrictly(Profile profile) throws Exception {
        String file = profile.title() + ".pem";
        Outside verify = Outside.run(
                folder,
                "openssl",
                "verify",
                "-x509_strict",
                "-policy_check",
                "-check_ss_sig",
                "-CAfile",
                "root.pem",
                "-untrusted",
                file,
                file);
        assertThat(verify.exit()).as(verify.text()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void opensslReadsTheKeyAndItIsTheOneCertified(Profile profile) throws Exception {
        String name = profile.title();
        String fromKey = Outside.run(folder, "openssl", "pkey", "-in", name + ".key", "-pubout")
                .text();
        String fromCertificate = Outside.run(folder, "openssl", "x509", "-in", name + ".pem", "-noout", "-pubkey")
                .text();
        assertThat(fromKey).isEqualTo(fromCertificate).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void gnutlsVerifiesTheChain(Profile profile) throws Exception {
        String file = profile.title() + ".pem";
        Outside verify =
                Outside.run(folder, "certtool", "--verify", "--load-ca-certificate", "root.pem", "--infile", file);
        assertThat(verify.text()).contains("Verified. The certificate is trusted.");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void gnutlsReadsTheKeyAndItIsTheOneCertified(Profile profile) throws Exception {
        String name = profile.title();
        Outside key = Outside.run(folder, "certtool", "--pubkey-info", "--load-privkey", name + ".key");
        Outside certificate = Outside.run(folder, "certtool", "--pubkey-info", "--load-certificate", name + ".pem");
        assertThat(publicKey(key)).isEqualTo(publicKey(certificate)).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @ParameterizedTest
    @EnumSource(value = Profile.class, mode = EnumSource.Mode.EXCLUDE, names = "ROOT")
    void jdkAndBouncyCastleFindTheWayToTheRoot(Profile profile) throws Exception {
        List<X509Certificate> chain = SAMPLES.identity(profile).chain();
        int way = profile.authority() ? 1 : 2;
        assertThat(pathLength(CertPathBuilder.getInstance("PKIX"), chain)).isEqualTo(way);
        Provider bouncyCastle = new BouncyCastleProvider();
        assertThat(pathLength(CertPathBuilder.getInstance("PKIX", bouncyCastle), chain))
                .isEqualTo(way);
    }

    /** It says more before the block, and not the same of both. */
    private static String publicKey(Outside said) {
        assertThat(said.text()).contains("-----BEGIN PUBLIC KEY-----");
        return said.text().substring(said.text().indexOf("-----BEGIN PUBLIC KEY-----"));
    }

    private static int pathLength(CertPathBuilder builder, List<X509Certificate> chain) throws Exception {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.get(0));
        TrustAnchor root = new TrustAnchor(SAMPLES.hierarchy().root().certificate(), null);
        PKIXParameters parameters = new PKIXBuilderParameters(Set.of(root), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(false);
        parameters.setExplicitPolicyRequired(true);
        return builder.build(parameters).getCertPath().getCertificates().size();
    }
}
