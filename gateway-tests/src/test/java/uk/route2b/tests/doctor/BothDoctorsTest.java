package uk.route2b.tests.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.cem.Cem;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.cem.doctor.CemDoctor;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.commandline.doctor.OpenAdrFingerprint;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.postgresql.FreePort;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.doctor.GatewayDoctor;
import uk.route2b.server.vtn.okhttp.VtnProbe;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/** A CEM's doctor with a gateway that is there, is not, or is not the right one; and a link in between. */
class BothDoctorsTest {
    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-C9");
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final WireMockServer vtn =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private GatewayFixture gateway;
    private int port;

    @BeforeEach
    void start() throws IOException {
        vtn.start();
        gateway = GatewayFixture.start(folder, Map.of("vtn", "http://127.0.0.1:" + vtn.port()));
        port = FreePort.next();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vtn.stop();
    }

    private CemConfiguration cem(EntityIdentifier entity, LinkConfiguration link) throws IOException {
        Files.writeString(
                folder.resolve("link.json"), LinkConfigurationJson.write(link).text());
        Path file = folder.resolve("cem.yaml");
        Files.writeString(file, """
                commissioning:
                  cem: %s
                  dsrsp: %s
                  dsrspCertificates: [dsrsp-message.pem]
                  anchors: trust.pem
                identity: {certificate: %s.pem, key: "file:%s.key"}
                state: state
                openadr: {port: %s, vens: [{id: VEN_1}]}
                linkConfiguration: link.json
                """.formatted(entity, GatewayFixture.DSRSP, name(entity), name(entity), port));
        return CemConfiguration.read(file, Map.of());
    }

    private static String name(EntityIdentifier entity) {
        return entity.equals(STRANGER) ? "stranger" : "cem-1";
    }

    private CemConfiguration cem() throws IOException {
        return cem(GatewayFixture.CEM_1, ClientFixture.configuration(gateway, gateway.endpoint()));
    }

    private static List<Diagnosis> doctor(CemConfiguration configuration) {
        return new CemDoctor(configuration, InstantSource.system()).examine();
    }

    private static List<Diagnosis> faults(List<Diagnosis> found) {
        return found.stream().filter(Diagnosis::isFault).toList();
    }

    private static String text(List<Diagnosis> found) {
        return String.join("\n", found.stream().map(Diagnosis::toString).toList());
    }

    private static String onlyFault(List<Diagnosis> found) {
        assertThat(faults(found)).as(text(found)).hasSize(1);
        assertThat(faults(found).get(0).remedy()).isNotBlank();
        return text(faults(found));
    }

    private static String registration(int code) {
        return OpenAdrXml.document(
                "oadrCreatedPartyRegistration",
                OpenAdrXml.response(code, "", "doctor") + "<ei:registrationID>reg-1</ei:registrationID>"
                        + OpenAdrXml.venId("VEN_1"),
                true);
    }

    @Test
    void aGatewayThatIsReachedAndTheStateIsNotTouched() throws Exception {
        List<Diagnosis> found = doctor(cem());

        assertThat(faults(found)).as(text(found)).isEmpty();
        assertThat(text(found))
                .contains("reached: TLS 1.3, both certificates accepted")
                .contains(OpenAdrFingerprint.of(gateway.world().gateway().certificate())
                        .colons());
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aGatewayThatIsDown() throws Exception {
        CemConfiguration configuration = cem();
        gateway.stop();

        assertThat(onlyFault(doctor(configuration))).contains("network", "whether the gateway runs");
        gateway.startAgain();
    }

    @Test
    void aGatewayWithAnotherKeyThanTheConfigurationNames() throws Exception {
        LinkConfiguration right = ClientFixture.configuration(gateway, gateway.endpoint());
        LinkConfiguration other = LinkConfiguration.of(
                1,
                List.of(gateway.endpoint()),
                List.of(KeyIdentifier.of(
                        gateway.identity(GatewayFixture.CEM_2).certificate().getPublicKey())),
                right.issuer(),
                right.timeMillis());

        assertThat(onlyFault(doctor(cem(GatewayFixture.CEM_1, other))))
                .contains("gateway-wrong-key-identifier", "new link configuration");
    }

    @Test
    void aCemThatTheGatewayDoesNotKnow() throws Exception {
        IssuedIdentity stranger = gateway.world().hierarchy().device(STRANGER, KeyUse.DIGITAL_SIGNATURE);
        Files.writeString(folder.resolve("stranger.pem"), Pem.text(stranger.chain()));
        Files.writeString(folder.resolve("stranger.key"), KeyFiles.keyText(stranger));
        String fault = onlyFault(doctor(cem(STRANGER, ClientFixture.configuration(gateway, gateway.endpoint()))));

        assertThat(fault).containsAnyOf("identity-refused", "cut-after-handshake");
        assertThat(fault).contains("DSRSP");
    }

    @Test
    void anEndpointThatIsSomethingElse() throws Exception {
        URI other = URI.create("wss://localhost:" + vtn.port() + "/route2b");

        assertThat(onlyFault(doctor(cem(GatewayFixture.CEM_1, ClientFixture.configuration(gateway, other)))))
                .contains("tls");
    }

    @Test
    void aCemThatRunsKeepsItsLinkAndTellsWhatTheVtnSays() throws Exception {
        vtn.stubFor(post(anyUrl()).willReturn(aResponse().withBody(registration(200))));
        CemConfiguration configuration = cem();
        try (Cem cem = Cem.start(configuration)) {
            Awaitility.await().atMost(MOST).until(() -> cem.client().status().isOpen());
            long epoch = cem.client().status().epoch();
            List<Diagnosis> found = doctor(configuration);

            assertThat(faults(found)).as(text(found)).isEmpty();
            assertThat(text(found))
                    .contains("route in use: 2b", "venID VEN_1", "in a wrapper", "poll frequency for the VEN");
            assertThat(cem.client().status().epoch()).isEqualTo(epoch);
            assertThat(cem.client().status().isOpen()).isTrue();
        }
    }

    @Test
    void aVtnThatRefusesIsSeenFromBothEnds() throws Exception {
        vtn.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(401).withBody("<html>who?</html>")));
        CemConfiguration configuration = cem();
        try (Cem cem = Cem.start(configuration)) {
            Awaitility.await().atMost(MOST).until(() -> cem.client().status().isOpen());

            assertThat(onlyFault(doctor(configuration))).contains("status 401", "doctor gateway");
        }
        List<Diagnosis> found = new GatewayDoctor(
                        ConfigurationReader.read(folder.resolve("server.yaml"), new Environment(Map.of())),
                        InstantSource.system(),
                        new VtnProbe()::ask,
                        List::of)
                .examine(1);

        assertThat(onlyFault(found)).contains("it answered 401", "choose the identity");
    }
}
