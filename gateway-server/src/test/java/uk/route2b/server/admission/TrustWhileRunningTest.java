package uk.route2b.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Revocation;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.RevocationReason;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.okhttp.TestCem;

/** Authorities and revocation lists that change while sockets are open: real sockets, real time. */
class TrustWhileRunningTest {
    private static final Logger LOG = LoggerFactory.getLogger(TrustWhileRunningTest.class);
    private static final Duration BOUND = Duration.ofSeconds(5);
    /** Of each time on a machine that is busy with other tests, and may pause: five times as wide. */
    private static final Duration BOUND_WHEN_BUSY = BOUND.multipliedBy(5);

    private static final int REVOKED = CloseCode.REVOKED.number();

    @TempDir
    private Path folder;

    private DemoFiles files;
    private Path devices;
    private Path authorities;
    private RevocationList ofDevices = RevocationList.FIRST;
    private RevocationList ofRoot = RevocationList.FIRST;
    private GatewayServer server;

    @BeforeEach
    void start() {
        files = new DemoFiles(folder, Instant.now());
        devices = folder.resolve("pki/devices.crl");
        authorities = folder.resolve("pki/authorities.crl");
        publish();
        server = GatewayServer.start(
                files.withoutTunnel("1").revoking(List.of(devices, authorities)), Surroundings.ofProcess());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void publish() {
        write(devices, files.hierarchy().deviceCa(), ofDevices, Validity.of(Instant.now(), Duration.ofDays(7)));
        write(authorities, files.hierarchy().root(), ofRoot, Validity.of(Instant.now(), Duration.ofDays(7)));
    }

    private static void write(Path file, Authority authority, RevocationList list, Validity validity) {
        try {
            Files.write(file, authority.revocationList(list, validity).getEncoded());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Revocation revocation(X509Certificate certificate) {
        BigInteger serial = certificate.getSerialNumber();
        return new Revocation(serial, Instant.now(), RevocationReason.KEY_COMPROMISE);
    }

    private TestCem dial(IssuedIdentity identity) {
        CemPen pen = new CemPen(identity, DemoFiles.CEM_1, System.currentTimeMillis());
        return TestCem.dial(files, port(), pen);
    }

    private int port() {
        return server.linkPort(DemoFiles.DSRSP);
    }

    private String get(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.operator() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .join();
    }

    /** Whatever way it is refused: in TLS, or at the upgrade with a reason. */
    private void assertRefused(IssuedIdentity identity) {
        try (TestCem again = dial(identity)) {
            assertThat(again.ended().closeCode()).isZero();
            assertThat(again.ended().httpStatus()).isIn(0, 403);
        }
    }

    @Test
    void aCertificateOnAListLosesItsSocketInTimeAndComesBackWithNoSessionOfBefore() throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            IssuedIdentity identity = files.device(DemoFiles.CEM_1);
            SSLSocketFactory sockets =
                    TestCem.client(files, Optional.of(identity)).sslSocketFactory();
            RawUpgrade.resumed(sockets, port());
            try (TestCem cem = dial(identity)) {
                cem.opened();
                ofDevices = ofDevices.with(revocation(identity.certificate()));
                Instant revoked = Instant.now();
                publish();
                TestCem.Ending ending = cem.ended();
                times.add(Duration.between(revoked, Instant.now()));
                assertThat(ending).isEqualTo(new TestCem.Ending(REVOKED, 0, "revoked"));
            }
            assertThat(RawUpgrade.of(sockets, port()).status()).doesNotContain("101");
            assertRefused(identity);
        }
        LOG.warn("revoked by a list, closed after {}", times);
        assertThat(times).anyMatch(time -> time.compareTo(BOUND) < 0);
        assertThat(times).allMatch(time -> time.compareTo(BOUND_WHEN_BUSY) < 0);
        assertThat(get("/refusals")).contains("\"reason\" : \"revoked\"", "\"claims\" : \"" + DemoFiles.CEM_1);
    }

    /** The one for its messages, which the register lists; in TLS it shows another one that nobody has revoked. */
    @Test
    void aMessageCertificateOnAListEndsTheLinkToo() {
        IssuedIdentity another = files.device(DemoFiles.CEM_1);
        try (TestCem cem = dial(another)) {
            cem.opened();
            Instant revoked = Instant.now();
            ofDevices = ofDevices.with(revocation(files.cem1().certificate()));
            publish();
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(REVOKED, 0, "not-active"));
            assertThat(Duration.between(revoked, Instant.now())).isLessThan(BOUND_WHEN_BUSY);
        }
        try (TestCem again = dial(another)) {
            assertThat(again.ended()).isEqualTo(new TestCem.Ending(0, 403, "not-active"));
        }
    }

    @Test
    void anAuthorityThatIsRemovedTakesItsSocketsWithItAndNoSessionIsResumed() {
        SSLSocketFactory sockets =
                TestCem.client(files, Optional.of(files.cem1())).sslSocketFactory();
        RawUpgrade.resumed(sockets, port());
        try (TestCem cem = dial(files.cem1())) {
            cem.greet(1);
            Instant removed = Instant.now();
            files.trust(List.of(files.hierarchy().organisationCa().certificate()));
            assertThat(cem.ended().closeCode()).isEqualTo(REVOKED);
            assertThat(Duration.between(removed, Instant.now())).isLessThan(BOUND_WHEN_BUSY);
            assertThat(cem.ended().reason()).isEqualTo("chain");
        }
        assertThat(RawUpgrade.of(sockets, port()).status()).doesNotContain("101");
        assertRefused(files.cem1());
        files.trust(files.hierarchy().anchors());
        // The status says what holds a moment before each listener begins handshakes with it.
        await().atMost(BOUND_WHEN_BUSY)
                .until(() -> RawUpgrade.of(sockets, port()).status().contains("101"));
        assertThat(get("/status")).contains("\"authorities\" : 3");
    }

    /** By the authorities of before it would be called something else. */
    @Test
    void whatIsWrongWithACertificateIsFoundByTheAuthoritiesAsTheyAreNow() {
        TestHierarchy others = TestHierarchy.create(Instant.now());
        Validity week = Validity.of(Instant.now(), Duration.ofDays(7));
        try (TestCem cem = dial(files.cem1())) {
            cem.greet(1);
            write(devices, others.deviceCa(), RevocationList.FIRST, week);
            write(authorities, others.root(), RevocationList.FIRST, week);
            files.trust(others.anchors());
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(REVOKED, 0, "chain"));
        }
        assertRefused(files.cem1());
        assertThat(get("/refusals")).contains("\"reason\" : \"chain\"", "\"detail\" : \"signature\"");
    }

    @Test
    void anAuthorityThatItsRootRevokesIsTrustedNoMoreThoughItIsAnAnchor() {
        try (TestCem cem = dial(files.cem1())) {
            cem.greet(1);
            Instant revoked = Instant.now();
            ofRoot = ofRoot.with(revocation(files.hierarchy().deviceCa().certificate()));
            publish();
            assertThat(cem.ended().closeCode()).isEqualTo(REVOKED);
            assertThat(Duration.between(revoked, Instant.now())).isLessThan(BOUND_WHEN_BUSY);
        }
        assertRefused(files.cem1());
    }

    @Test
    void aListThatIsOutOfTimeLeavesNobodyIn() {
        try (TestCem cem = dial(files.cem1())) {
            cem.greet(1);
            write(
                    devices,
                    files.hierarchy().deviceCa(),
                    ofDevices,
                    Validity.of(Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(7)));
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(REVOKED, 0, "revocation-unknown"));
        }
        assertRefused(files.cem1());
    }

    @Test
    void aBadFileChangesNothingAndIsToldUntilItIsMended() throws Exception {
        try (TestCem cem = dial(files.cem1())) {
            cem.greet(1);
            for (String bad : List.of("trust.pem", "devices.crl")) {
                Path file = folder.resolve("pki").resolve(bad);
                byte[] good = Files.readAllBytes(file);
                Files.writeString(file, "no such thing");
                await().atMost(BOUND_WHEN_BUSY).until(() -> get("/status").contains("it holds no"));
                assertThat(get("/status")).contains(bad + ": it holds no");
                try (TestCem other = dial(files.cem1())) {
                    assertThat(other.opened().code()).isEqualTo(101);
                }
                Files.write(file, good);
                await().atMost(BOUND_WHEN_BUSY).until(() -> get("/status").contains("\"problem\" : \"\""));
            }
            Files.delete(authorities);
            await().atMost(BOUND_WHEN_BUSY).until(() -> get("/status").contains("authorities.crl: it cannot be read"));
            write(authorities, files.hierarchy().deviceCa(), ofRoot, Validity.of(Instant.now(), Duration.ofDays(7)));
            await().atMost(BOUND_WHEN_BUSY).until(() -> get("/status").contains("\"problem\" : \"\""));
            assertThat(cem.poll(Duration.ofMillis(1))).isNull();
        }
    }
}
