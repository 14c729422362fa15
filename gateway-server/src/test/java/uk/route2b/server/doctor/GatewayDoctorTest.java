package uk.route2b.server.doctor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.commandline.doctor.OpenAdrFingerprint;
import uk.route2b.commandline.doctor.Verdict;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.register.Identity;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.TlsVtn;
import uk.route2b.server.testing.VtnAuthority;
import uk.route2b.server.testing.VtnAuthority.Wish;
import uk.route2b.server.vtn.okhttp.VtnProbe;

/** Whatever is wrong between the configuration and a VTN: the doctor says so, why, and what mends it. */
class GatewayDoctorTest {
    private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");
    private static final String CONFIGURATION = """
            trust: pki/trust.pem
            store: {sqlite: server.db}
            push: {port: 0}
            operator: {port: %s}
            vtns:
              - name: th_vtn
                url: %s
                connectSeconds: 10
                readSeconds: %s
                %s
            dsrsps:
              - entity: 90-B3-D5-1F-30-01-00-08
                signers: [{certificate: identities/dsrsp-message.pem, key: "file:identities/dsrsp-message.key"}]
                link:
                  port: 0
                  tls: {certificate: identities/dsrsp-tls.pem, key: "file:identities/dsrsp-tls.key"}
                  configuration: {endpoints: "wss://localhost:8443/route2b"}
                cems:
                  - {entity: 00-DB-12-34-56-78-90-C1, state: active, vens: [{id: VEN_1, vtn: th_vtn}]}
            """;

    @TempDir
    private Path folder;

    private final WireMockServer vtn =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final VtnAuthority authority = new VtnAuthority("VTN Authority");
    private DemoFiles files;

    @BeforeEach
    void layOut() {
        files = new DemoFiles(folder, Instant.now());
        vtn.start();
    }

    @AfterEach
    void stop() {
        vtn.stop();
    }

    private static String registration(int code, String ven, boolean wrapped) {
        return OpenAdrXml.document(
                "oadrCreatedPartyRegistration",
                OpenAdrXml.response(code, "", "r") + "<ei:registrationID>reg-1</ei:registrationID>"
                        + OpenAdrXml.venId(ven)
                        + "<oadr:oadrRequestedOadrPollFreq><x:duration"
                        + " xmlns:x=\"urn:ietf:params:xml:ns:icalendar-2.0\">PT10S</x:duration>"
                        + "</oadr:oadrRequestedOadrPollFreq>",
                wrapped);
    }

    private void answering(ResponseDefinitionBuilder answer) {
        vtn.stubFor(post(anyUrl()).willReturn(answer));
    }

    private ServerConfiguration configuration(int operator, String url, int read, String settings) throws IOException {
        Path file = folder.resolve("doctor.yaml");
        Files.writeString(file, CONFIGURATION.formatted(operator, url, read, settings));
        return ConfigurationReader.read(file, new Environment(java.util.Map.of()));
    }

    private List<Diagnosis> doctor(String url, String settings) throws IOException {
        return doctor(configuration(0, url, 30, settings));
    }

    private static List<Diagnosis> doctor(ServerConfiguration configuration) {
        return new GatewayDoctor(configuration, InstantSource.system(), new VtnProbe()::ask, List::of).examine(10);
    }

    private String plain() {
        return "http://127.0.0.1:" + vtn.port();
    }

    private static List<Diagnosis> faults(List<Diagnosis> found) {
        return found.stream().filter(Diagnosis::isFault).toList();
    }

    private static String text(List<Diagnosis> found) {
        return String.join("\n", found.stream().map(Diagnosis::toString).toList());
    }

    private static Diagnosis onlyFault(List<Diagnosis> found) {
        assertThat(faults(found)).as(text(found)).hasSize(1);
        Diagnosis fault = faults(found).get(0);
        assertThat(fault.cause()).isNotBlank();
        assertThat(fault.remedy()).isNotBlank();
        return fault;
    }

    @Test
    void whereAllIsWellItTellsWhatThereIsToKnow() throws Exception {
        answering(aResponse()
                .withHeader("Date", "Thu, 01 Jan 2015 00:00:00 GMT")
                .withBody(registration(200, "VEN_1", true)));
        List<Diagnosis> found = doctor(plain(), "profile: openleadr");

        assertThat(faults(found)).isEmpty();
        OpenAdrFingerprint fingerprint = OpenAdrFingerprint.of(files.tls().certificate());
        assertThat(text(found))
                .contains("venID VEN_1", "in a wrapper", "poll frequency PT10S", "registered: yes")
                .contains(fingerprint.colons(), fingerprint.plain(), "digitalSignature")
                .contains("its clock and this one differ")
                .contains("running gateway");
        assertThat(fingerprint.colons()).matches("([0-9A-F]{2}:){9}[0-9A-F]{2}");
        assertThat(fingerprint.plain()).matches("[0-9a-f]{20}");
        vtn.verify(1, postRequestedFor(anyUrl()));
        vtn.verify(postRequestedFor(anyUrl()).withRequestBody(containing("oadrQueryRegistration")));
        assertThat(folder.resolve("server.db")).doesNotExist();
    }

    @Test
    void aVtnThatIsDown() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Diagnosis fault = onlyFault(doctor("http://127.0.0.1:" + free, "profile: openleadr"));

        assertThat(fault.cause()).contains("nothing listens at 127.0.0.1:" + free);
        assertThat(fault.remedy()).contains("start the VTN");
    }

    @Test
    void aVtnThatIsSlow() throws Exception {
        answering(aResponse().withFixedDelay(4000));
        List<Diagnosis> found = doctor(configuration(0, plain(), 1, "profile: openleadr"));

        assertThat(onlyFault(found).cause()).contains("no answer within 1 s");
    }

    @Test
    void aVtnThatAnswersAWebPage() throws Exception {
        answering(aResponse().withHeader("Content-Type", "text/html").withBody("<html><h1>It works</h1></html>"));

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).remedy()).contains("correct url and path");
    }

    @Test
    void aVtnThatWantsToKnowWhoSpeaks() throws Exception {
        answering(aResponse()
                .withStatus(401)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>who?</html>"));
        Diagnosis fault = onlyFault(doctor(plain(), "profile: openleadr"));

        assertThat(fault.says()).contains("401");
        assertThat(fault.cause()).contains("identity none");
    }

    @Test
    void aVtnThatFails() throws Exception {
        answering(aResponse().withStatus(500));

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).remedy()).contains("VTN's log");
    }

    @Test
    void aVtnThatAnswersNothing() throws Exception {
        answering(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).says()).contains("no answer");
    }

    @Test
    void aVtnThatAnswersAnEmptyBody() throws Exception {
        answering(aResponse());

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).says()).contains("nothing");
    }

    @Test
    void aVtnThatDoesNotKnowTheVen() throws Exception {
        answering(aResponse().withBody(registration(463, "", true)));

        assertThat(onlyFault(doctor(plain(), lines("profile: epri", "delivery: transparent")))
                        .remedy())
                .contains("common name");
    }

    @Test
    void aVtnThatTakesTheSpeakerForAnother() throws Exception {
        answering(aResponse().withBody(registration(200, "VEN_9", true)));

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).cause()).contains("another VEN than VEN_1");
    }

    @Test
    void aVtnThatReadsTheOtherForm() throws Exception {
        vtn.stubFor(post(anyUrl()).atPriority(5).willReturn(aResponse().withBody(registration(200, "VEN_1", false))));
        vtn.stubFor(post(anyUrl())
                .atPriority(1)
                .withRequestBody(containing("oadrPayload"))
                .willReturn(aResponse()
                        .withBody(OpenAdrXml.document("oadrResponse", OpenAdrXml.response(454, "", ""), false))));

        assertThat(onlyFault(doctor(plain(), "profile: openleadr")).remedy()).contains("wrap: never");
    }

    @Test
    void aPushingVtnWithoutATokenOrAnAddress() throws Exception {
        answering(aResponse().withBody(registration(200, "VEN_1", true)));
        List<Diagnosis> found = doctor(plain(), "profile: epri");

        assertThat(onlyFault(found).says()).contains("no push token");
        assertThat(text(found)).contains("push.publicUrl is not set");
    }

    private Path trust() {
        return files.write("vtn-ca.pem", Pem.of(authority.certificate()).text());
    }

    private List<Diagnosis> overTls(Wish shown, List<String> versions, String settings) throws Exception {
        try (TlsVtn tls = new TlsVtn(authority.issue(shown), versions, Optional.empty())
                .answers(200, "application/xml", registration(200, "VEN_1", true))) {
            return doctor("https://localhost:" + tls.port(), settings);
        }
    }

    private String trusting() {
        return lines("profile: openleadr", "tls: {trust: " + trust() + "}");
    }

    /** As they stand in a list of YAML. */
    private static String lines(String... settings) {
        return String.join("\n    ", settings);
    }

    @Test
    void aVtnWithTlsIsShownWithItsCertificate() throws Exception {
        List<Diagnosis> found = overTls(Wish.server(), BOTH, trusting());

        assertThat(faults(found)).as(text(found)).isEmpty();
        assertThat(text(found)).contains("CN=localhost, issued by CN=VTN Authority", "reached with TLSv1.3");
    }

    @Test
    void aVtnOfAnAuthorityThatNobodyTrusts() throws Exception {
        List<Diagnosis> found = overTls(Wish.server(), BOTH, "profile: openleadr");

        assertThat(onlyFault(found).remedy()).contains("tls.trust");
        assertThat(onlyFault(found).cause()).contains("CN=VTN Authority");
        assertThat(text(found)).contains("CN=localhost");
    }

    @Test
    void aVtnWithAnExpiredCertificate() throws Exception {
        List<Diagnosis> faults = faults(overTls(Wish.server().days(-3), BOTH, trusting()));

        assertThat(text(faults)).contains("expired on", "renew it at the VTN");
    }

    @Test
    void aVtnWithACertificateForAnotherName() throws Exception {
        Diagnosis fault = onlyFault(overTls(Wish.server().named("vtn.example"), BOTH, trusting()));

        assertThat(fault.cause()).contains("for [vtn.example] and not for localhost");
    }

    @Test
    void aVtnWhoseCertificateIsNotForAServer() throws Exception {
        Diagnosis fault = onlyFault(overTls(Wish.server().purpose(KeyPurposeId.id_kp_clientAuth), BOTH, trusting()));

        assertThat(fault.cause()).contains("not for a TLS server");
        assertThat(fault.remedy()).contains("serverAuth");
    }

    @Test
    void aVtnWithAnotherVersionOfTls() throws Exception {
        String only13 = lines("profile: openleadr", "tls: {trust: " + trust() + ", versions: [TLSv1.3]}");

        assertThat(onlyFault(overTls(Wish.server(), List.of("TLSv1.2"), only13)).remedy())
                .contains("versions: [TLSv1.2]");
    }

    @Test
    void aVtnWithoutTlsThatIsAskedWithIt() throws Exception {
        answering(aResponse().withBody(registration(200, "VEN_1", true)));

        assertThat(onlyFault(doctor("https://localhost:" + vtn.port(), "profile: openleadr"))
                        .remedy())
                .contains("http://");
    }

    private String sharedClient(Identity client) {
        files.identity("gateway-client", new IssuedIdentity(client.key(), client.chain()));
        return lines(
                "profile: openleadr",
                "identity: mtls-shared",
                "tls: {trust: " + trust()
                        + ", certificate: identities/gateway-client.pem, key: \"file:identities/gateway-client.key\"}");
    }

    private List<Diagnosis> wantingClients(VtnAuthority clients, Identity client) throws Exception {
        try (TlsVtn tls = new TlsVtn(authority.issue(Wish.server()), BOTH, Optional.of(clients))
                .answers(200, "application/xml", registration(200, "VEN_1", true))) {
            return doctor("https://localhost:" + tls.port(), sharedClient(client));
        }
    }

    @Test
    void theGatewaysOwnCertificateIsShownAsTheVtnHasToKnowIt() throws Exception {
        Identity client = authority.issue(Wish.client("gateway"));
        List<Diagnosis> found = wantingClients(authority, client);

        assertThat(faults(found)).as(text(found)).isEmpty();
        assertThat(text(found))
                .contains(OpenAdrFingerprint.of(client.certificate()).colons());
    }

    @Test
    void aVtnThatDoesNotTakeTheGatewaysCertificate() throws Exception {
        Identity client = new VtnAuthority("Somebody Else").issue(Wish.client("gateway"));

        assertThat(onlyFault(wantingClients(authority, client)).cause()).contains("does not take the", "certificate");
    }

    @Test
    void aClientCertificateThatHasExpiredOrIsForSomethingElse() throws Exception {
        Identity old = authority.issue(Wish.client("gateway").days(-1));
        assertThat(text(faults(wantingClients(authority, old)))).contains("its time is over");
        Identity agreement = authority.issue(Wish.client("gateway").keyUsage(KeyUsage.keyAgreement));
        assertThat(text(faults(wantingClients(authority, agreement)))).contains("its key may not sign");
        Identity server = authority.issue(Wish.client("gateway").purpose(KeyPurposeId.id_kp_serverAuth));
        assertThat(text(faults(wantingClients(authority, server)))).contains("without clientAuth");
    }

    @Test
    void aMessageKeyOfTheWrongUse() throws Exception {
        answering(aResponse().withBody(registration(200, "VEN_1", true)));
        files.identity(
                "dsrsp-message",
                files.hierarchy().organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.KEY_AGREEMENT));
        Diagnosis fault = onlyFault(doctor(plain(), "profile: openleadr"));

        assertThat(fault.about()).contains("message certificate");
        assertThat(fault.cause()).contains("key-agreement");
        assertThat(fault.remedy()).contains("--use signing");
    }

    @Test
    void aFileThatIsMissing() throws Exception {
        Files.delete(folder.resolve("identities/dsrsp-tls.key"));
        List<Diagnosis> found = doctor(plain(), "profile: openleadr");

        assertThat(onlyFault(found).about()).contains("dsrsp-tls.key");
        assertThat(text(found)).contains("none was asked");
        assertThat(KeyFiles.keyText(files.tls())).isNotBlank();
    }

    @Test
    void aGatewayThatRunsTellsTheRouteInUse() throws Exception {
        answering(aResponse().withBody(registration(200, "VEN_1", true)));
        ServerConfiguration anyPort = configuration(0, plain(), 30, "profile: generic");
        try (GatewayServer server = GatewayServer.start(anyPort, Surroundings.ofProcess())) {
            int port = server.operator().getPort();
            ServerConfiguration configuration = configuration(port, plain(), 30, "profile: generic");
            List<Diagnosis> found = doctor(configuration);

            assertThat(faults(found)).as(text(found)).isEmpty();
            assertThat(found)
                    .anyMatch(each -> each.about().equals("running gateway")
                            && each.verdict() == Verdict.OK
                            && each.says().equals("up"))
                    .anyMatch(each -> each.says().equals("route in use: none"));
        }
    }
}
