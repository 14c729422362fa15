package uk.route2b.server.vtn.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.AnswerBody;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials;
import uk.route2b.server.register.VtnCredentials.VenCredentials;
import uk.route2b.server.testing.TlsVtn;
import uk.route2b.server.testing.VtnAuthority;
import uk.route2b.server.testing.VtnAuthority.Wish;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/** TLS towards a VTN is that VTN's setting alone: who is shown, who is trusted, which versions are spoken. */
class UpstreamTlsTest {
    private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> ONLY_12 = List.of("TLSv1.2");
    private static final List<String> ONLY_13 = List.of("TLSv1.3");

    private final VtnAuthority authority = new VtnAuthority("VTN Authority");
    private final HttpVtnUpstream upstream = new HttpVtnUpstream(65_536);

    @AfterEach
    void stop() throws Exception {
        upstream.close();
    }

    private TlsVtn vtn(List<String> versions, boolean wantsClients) throws Exception {
        return new TlsVtn(
                authority.issue(Wish.server()), versions, wantsClients ? Optional.of(authority) : Optional.empty());
    }

    private Vtn at(String name, int port, VtnIdentity identity, List<String> versions, VtnCredentials credentials) {
        Upstream settings = new Upstream(
                Wrap.AS_SENT,
                identity,
                "/OpenADR2/Simple/2.0b/",
                VtnDelivery.TRANSPARENT,
                AnswerBody.RESPONSE,
                Duration.ofSeconds(10),
                Optional.empty(),
                65_536,
                new Upstream.Tls(Optional.empty(), versions, Optional.empty()),
                List.of());
        return new Vtn(
                name,
                URI.create("https://localhost:" + port),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                8,
                PushAnswer.AFTER_CEM,
                Optional.empty(),
                settings,
                credentials);
    }

    private Vtn at(TlsVtn vtn, List<String> versions) {
        return at("vtn", vtn.port(), VtnIdentity.NONE, versions, trusting(Optional.empty(), Map.of()));
    }

    private VtnCredentials trusting(Optional<Identity> shared, Map<String, VenCredentials> vens) {
        return new VtnCredentials(List.of(authority.certificate()), shared, vens);
    }

    private static VenCredentials showing(Identity client) {
        return new VenCredentials("user", Optional.empty(), Optional.empty(), Optional.of(client));
    }

    private VtnAnswer ask(Vtn vtn, String ven) {
        return upstream.forward(new VtnRequest(vtn, ven, "OadrPoll", Optional.empty(), Octets.ofText("<poll/>")))
                .toCompletableFuture()
                .join();
    }

    private static Optional<String> client(TlsVtn.Visit visit) {
        return visit.client();
    }

    @Test
    void eachVenShowsItsOwnCertificate() throws Exception {
        try (TlsVtn vtn = vtn(BOTH, true)) {
            Vtn at = at(
                    "vtn",
                    vtn.port(),
                    VtnIdentity.MTLS_PER_VEN,
                    BOTH,
                    trusting(
                            Optional.empty(),
                            Map.of(
                                    "VEN_1", showing(authority.issue(Wish.client("ven-1"))),
                                    "VEN_2", showing(authority.issue(Wish.client("ven-2"))))));
            for (String ven : List.of("VEN_1", "VEN_2", "VEN_1")) {
                assertThat(ask(at, ven).status()).as(ven).isEqualTo(200);
            }

            assertThat(vtn.visits())
                    .extracting(UpstreamTlsTest::client)
                    .containsExactly(Optional.of("CN=ven-1"), Optional.of("CN=ven-2"), Optional.of("CN=ven-1"));
            assertThat(ask(at, "VEN_3")).isEqualTo(VtnAnswer.UNAVAILABLE);
        }
    }

    @Test
    void oneCertificateIsShownForAllOfThem() throws Exception {
        try (TlsVtn vtn = vtn(BOTH, true)) {
            Vtn at = at(
                    "vtn",
                    vtn.port(),
                    VtnIdentity.MTLS_SHARED,
                    BOTH,
                    trusting(Optional.of(authority.issue(Wish.client("gateway"))), Map.of()));
            ask(at, "VEN_1");
            ask(at, "VEN_2");

            assertThat(vtn.visits())
                    .extracting(UpstreamTlsTest::client)
                    .containsExactly(Optional.of("CN=gateway"), Optional.of("CN=gateway"));
        }
    }

    @Test
    void aVtnThatSpeaksTls12OnlyIsSpokenToInIt() throws Exception {
        try (TlsVtn vtn = vtn(ONLY_12, false)) {
            assertThat(ask(at(vtn, ONLY_12), "VEN_1").status()).isEqualTo(200);
            assertThat(vtn.visits()).extracting(TlsVtn.Visit::tls).containsExactly("TLSv1.2");
        }
    }

    @Test
    void eitherVersionDoesWhereBothAreAllowed() throws Exception {
        try (TlsVtn old = vtn(ONLY_12, false);
                TlsVtn current = vtn(BOTH, false)) {
            VtnCredentials trusting = trusting(Optional.empty(), Map.of());
            ask(at("old", old.port(), VtnIdentity.NONE, BOTH, trusting), "VEN_1");
            ask(at("current", current.port(), VtnIdentity.NONE, BOTH, trusting), "VEN_1");

            assertThat(old.visits()).extracting(TlsVtn.Visit::tls).containsExactly("TLSv1.2");
            assertThat(current.visits()).extracting(TlsVtn.Visit::tls).containsExactly("TLSv1.3");
        }
    }

    @Test
    void aVersionThatIsNotAllowedIsNotSpoken() throws Exception {
        try (TlsVtn vtn = vtn(ONLY_12, false)) {
            assertThat(ask(at(vtn, ONLY_13), "VEN_1")).isEqualTo(VtnAnswer.UNAVAILABLE);
            assertThat(vtn.visits()).isEmpty();
        }
    }

    /** avob speaks TLS 1.2 at most: what it gets is its own setting, and the next VTN's is not touched. */
    @Test
    void nothingIsSwitchedForTheWholeJvm() throws Exception {
        SSLContext before = SSLContext.getDefault();
        Map<String, String> switches = switches();
        try (TlsVtn first = vtn(BOTH, false);
                TlsVtn second = vtn(BOTH, false)) {
            VtnCredentials trusting = trusting(Optional.empty(), Map.of());
            ask(at("first", first.port(), VtnIdentity.NONE, ONLY_12, trusting), "VEN_1");
            ask(at("second", second.port(), VtnIdentity.NONE, ONLY_13, trusting), "VEN_1");
            ask(at("first", first.port(), VtnIdentity.NONE, ONLY_12, trusting), "VEN_1");

            assertThat(first.visits()).extracting(TlsVtn.Visit::tls).containsExactly("TLSv1.2", "TLSv1.2");
            assertThat(second.visits()).extracting(TlsVtn.Visit::tls).containsExactly("TLSv1.3");
        }
        assertThat(SSLContext.getDefault()).isSameAs(before);
        assertThat(switches()).isEqualTo(switches);
    }

    /** All that changes TLS for a whole JVM. */
    private static Map<String, String> switches() {
        Map<String, String> switches = new LinkedHashMap<>();
        Properties properties = System.getProperties();
        properties.stringPropertyNames().stream()
                .filter(name -> name.matches("(jdk\\.tls|javax\\.net\\.ssl|https\\.|com\\.sun\\.net\\.ssl).*"))
                .forEach(name -> switches.put(name, properties.getProperty(name)));
        switches.put("disabled", Security.getProperty("jdk.tls.disabledAlgorithms"));
        switches.put("providers", List.of(Security.getProviders()).toString());
        switches.put("factory", HttpsURLConnection.getDefaultSSLSocketFactory().toString());
        switches.put("names", HttpsURLConnection.getDefaultHostnameVerifier().toString());
        return switches;
    }

    @Test
    void aVtnThatNobodyTrustsOrOfAnotherNameHearsNothing() throws Exception {
        VtnAuthority stranger = new VtnAuthority("Stranger");
        try (TlsVtn untrusted = new TlsVtn(stranger.issue(Wish.server()), BOTH, Optional.empty());
                TlsVtn other = new TlsVtn(authority.issue(Wish.server().named("vtn.example")), BOTH, Optional.empty());
                TlsVtn expired = new TlsVtn(authority.issue(Wish.server().days(-1)), BOTH, Optional.empty())) {
            for (TlsVtn vtn : List.of(untrusted, other, expired)) {
                Vtn at = at(
                        "vtn-" + vtn.port(), vtn.port(), VtnIdentity.NONE, BOTH, trusting(Optional.empty(), Map.of()));
                assertThat(ask(at, "VEN_1")).isEqualTo(VtnAnswer.UNAVAILABLE);
                assertThat(vtn.visits()).isEmpty();
            }
        }
    }
}
