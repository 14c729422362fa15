package uk.route2b.server.tunnel.duis;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.xml.XmlRefusal;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerdict;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestReader;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseWriter;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.meter.AccessResult;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResult;
import uk.route2b.protocol.meter.PreCommandDifference;
import uk.route2b.protocol.meter.ResponseRefusal;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.tunnel.LabelOrder;
import uk.route2b.server.tunnel.WriteOutcome;
import uk.route2b.server.tunnel.jetty.DuisListener;
import uk.route2b.server.tunnel.okhttp.HttpDcc;

/** WireMock is the DCC: every way in which a write can end, and every thing that a DCC can post. */
class DuisClientTest {
    private static final Duration WAIT = Duration.ofMinutes(2);
    private static final String TRANSFORM = "/api/v1/serviceT";
    private static final String SEND = "/api/v1/serviceS";

    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final HttpClient poster = HttpClient.newHttpClient();
    private final AtomicLong counter = new AtomicLong(DccDesk.FIRST - 1);
    private final Queue<DuisNotice> notices = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private WireMockServer dcc;
    private HttpDcc services;
    private DuisChannel channel;
    private DuisListener listener;

    @BeforeEach
    void start() throws Exception {
        dcc = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        dcc.start();
        DuisSettings settings = DuisSettings.DEFAULT
                .at(URI.create("http://127.0.0.1:" + dcc.port()))
                .waiting(Duration.ofSeconds(30), WAIT);
        open(settings, counter::incrementAndGet);
        answer(TRANSFORM, DccDesk.preCommand(DccDesk.command().preCommand()));
        answer(SEND, DccDesk.code("I99"));
    }

    private void open(DuisSettings settings, SupplierCounter numbers) throws Exception {
        services = new HttpDcc(settings);
        channel = DuisChannel.of(
                settings,
                new DuisParties(
                        List.of(new DsrspSupplier(DccDesk.DSRSP, DccDesk.supplier(), numbers)), DccDesk::meterKeys),
                new DuisSurroundings(
                        services,
                        new SignedDocuments(DccDesk.DCC_VERIFIER, InstantSource.fixed(DccDesk.NOW)),
                        Ecdsa.PLATFORM,
                        workers,
                        this::later,
                        observer()));
        listener = DuisListener.start("127.0.0.1", 0, DuisSettings.RECEIVE_PATH, channel.receiver());
    }

    private DuisObserver observer() {
        return new DuisObserver() {
            @Override
            public void ended(EntityIdentifier meter, DuisOutcome outcome) {
                ended.add(meter + " " + outcome.code());
            }

            @Override
            public void noticed(DuisNotice notice) {
                notices.add(notice);
            }
        };
    }

    @AfterEach
    void stop() {
        listener.close();
        services.close();
        workers.shutdownNow();
        dcc.stop();
    }

    private Timers.Timer later(Duration delay, Runnable task) {
        assertThat(delay).isEqualTo(WAIT);
        later.add(task);
        return () -> later.remove(task);
    }

    private void answer(String path, Octets body) {
        dcc.stubFor(post(urlEqualTo(path)).willReturn(aResponse().withBody(body.toArray())));
    }

    private CompletableFuture<DuisOutcome> write() {
        return channel.writer(DccDesk.DSRSP)
                .write(DccDesk.METER, DccDesk.LABELS)
                .toCompletableFuture();
    }

    private int receive(Octets document) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + listener.port() + DuisSettings.RECEIVE_PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(document.toArray()))
                .build();
        return poster.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void sent() {
        Awaitility.await().untilAsserted(() -> dcc.verify(1, postRequestedFor(urlEqualTo(SEND))));
    }

    /** The outcome of a write that the DCC answers later with {@code document}. */
    private DuisOutcome outcomeOf(Octets document) throws Exception {
        CompletableFuture<DuisOutcome> outcome = write();
        sent();
        assertThat(receive(document)).isEqualTo(204);
        return outcome.join();
    }

    private void nothingWasSent() {
        dcc.verify(0, postRequestedFor(urlEqualTo(SEND)));
    }

    private List<DuisNotice.Kind> kinds() {
        return notices.stream().map(DuisNotice::kind).toList();
    }

    private DuisRequest posted(String path) throws Exception {
        Octets body =
                Octets.of(dcc.findAll(postRequestedFor(urlEqualTo(path))).get(0).getBody());
        XmlVerdict.Verified verified = (XmlVerdict.Verified)
                new XmlVerifier(List.of(DccDesk.SUPPLIER_XML.certificate())).verify(body, DccDesk.NOW);
        return DuisRequestReader.DEFAULT.read(verified.signedOctets());
    }

    @Test
    void fiveSuccessesOfTheMeterAreWritten() throws Exception {
        assertThat(outcomeOf(DccDesk.written())).isEqualTo(new DuisOutcome.Written());
        assertThat(notices).isEmpty();
    }

    @Test
    void whatIsPostedIsSignedTwiceByTheSupplierWithTwoKeys() throws Exception {
        outcomeOf(DccDesk.written());
        assertThat(posted(TRANSFORM)).isEqualTo(new DuisRequest.SetLabels(DccDesk.command()));
        DuisRequest.SignedPreCommand sent = (DuisRequest.SignedPreCommand) posted(SEND);
        assertThat(sent.id()).isEqualTo(DccDesk.id());
        SignedMessage command = SignedMessageReader.DEFAULT.read(sent.payload());
        assertThat(LabelCommand.read(command)).isEqualTo(DccDesk.command());
        assertThat(Ecdsa.PLATFORM.verifies(
                        command.signedOctets(),
                        command.signature(),
                        DccDesk.SUPPLIER_KEY.certificate().getPublicKey()))
                .isTrue();
        assertThat(DccDesk.SUPPLIER_KEY.certificate().getPublicKey())
                .isNotEqualTo(DccDesk.SUPPLIER_XML.certificate().getPublicKey());
    }

    @Test
    void eachWriteHasACounterOfItsOwn() throws Exception {
        outcomeOf(DccDesk.written());
        CompletableFuture<DuisOutcome> second = write();
        Awaitility.await().untilAsserted(() -> dcc.verify(2, postRequestedFor(urlEqualTo(TRANSFORM))));
        assertThat(dcc.findAll(postRequestedFor(urlEqualTo(TRANSFORM))).get(1).getBodyAsString())
                .contains(":" + (DccDesk.FIRST + 1) + "<");
        // The pre-command of the first is none to the second.
        assertThat(second.join().code()).isEqualTo("unreadable");
    }

    @Test
    void aResponseBeforeTheAcknowledgementCounts() throws Exception {
        dcc.stubFor(post(urlEqualTo(SEND))
                .willReturn(aResponse()
                        .withFixedDelay(700)
                        .withBody(DccDesk.code("I99").toArray())));
        CompletableFuture<DuisOutcome> outcome = write();
        sent();
        assertThat(receive(DccDesk.written())).isEqualTo(204);
        assertThat(outcome.join()).isEqualTo(new DuisOutcome.Written());
    }

    @Test
    void aPartialWriteNamesItsLabels() throws Exception {
        List<AccessResult> results = new ArrayList<>(DccDesk.FIVE);
        results.set(2, AccessResult.OTHER_REASON);
        Octets response = DccDesk.response(DccDesk.command(), results, DccDesk.METER_KEY);
        DuisOutcome outcome = outcomeOf(DccDesk.payload(DccDesk.id(), response));
        assertThat(outcome).isEqualTo(new DuisOutcome.Partial(List.of(new LabelResult(3, AccessResult.OTHER_REASON))));
        assertThat(outcome.sentence()).isEqualTo("the meter has not written labels 3:FA (label:reason)");
    }

    @Test
    void transformMayRefuse() {
        answer(TRANSFORM, DccDesk.code("E1010"));
        assertThat(write().join()).isEqualTo(new DuisOutcome.RefusedAtTransform(new ResponseCode("E1010")));
        nothingWasSent();
    }

    @Test
    void aPreCommandThatSaysSomethingElseIsNeverSigned() {
        LabelCommand command = DccDesk.command();
        LabelCommand otherText =
                LabelCommand.of(command.supplier(), command.meter(), command.counter(), Labels.of("evil"));
        answer(TRANSFORM, DccDesk.preCommand(otherText.preCommand()));
        assertThat(write().join()).isEqualTo(new DuisOutcome.PreCommandDiffers(PreCommandDifference.LABEL_TEXT));
        nothingWasSent();
    }

    @Test
    void aPreCommandForAnotherMeterIsNeverSigned() {
        LabelCommand other = LabelCommand.of(DccDesk.SUPPLIER, DccDesk.OTHER, DccDesk.FIRST, DccDesk.LABELS);
        answer(TRANSFORM, DccDesk.preCommand(other.preCommand()));
        assertThat(write().join()).isEqualTo(new DuisOutcome.PreCommandDiffers(PreCommandDifference.METER));
        nothingWasSent();
    }

    @Test
    void sendMayRefuse() {
        answer(SEND, DccDesk.code("E17"));
        assertThat(write().join()).isEqualTo(new DuisOutcome.RefusedAtSend(new ResponseCode("E17")));
    }

    @Test
    void theCommandMayFailLater() throws Exception {
        assertThat(outcomeOf(DccDesk.code("E20"))).isEqualTo(new DuisOutcome.Failed(new ResponseCode("E20")));
    }

    @Test
    void noResponseInTimeIsSaidAndALateOneIsTold() throws Exception {
        CompletableFuture<DuisOutcome> outcome = write();
        sent();
        Awaitility.await().until(() -> !later.isEmpty());
        later.remove().run();
        assertThat(outcome.join()).isEqualTo(new DuisOutcome.NoResponse(WAIT));
        assertThat(receive(DccDesk.written())).isEqualTo(204);
        assertThat(notices)
                .containsExactly(
                        DuisNotice.of(DuisNotice.Kind.LATE_RESPONSE, DccDesk.METER, "written, after it was given up"));
        assertThat(receive(DccDesk.written())).isEqualTo(204);
        assertThat(kinds()).endsWith(DuisNotice.Kind.UNKNOWN_REQUEST);
    }

    @Test
    void aResponseOfAnotherDeviceIsNone() throws Exception {
        LabelCommand other = LabelCommand.of(DccDesk.SUPPLIER, DccDesk.OTHER, DccDesk.FIRST, DccDesk.LABELS);
        Octets response = DccDesk.response(other, DccDesk.FIVE, DccDesk.OTHER_KEY);
        assertThat(outcomeOf(DccDesk.payload(DccDesk.id(), response))).isEqualTo(new DuisOutcome.OtherDevice());
    }

    @Test
    void aResponseWithASignatureOfAnotherDeviceIsNone() throws Exception {
        Octets response = DccDesk.response(DccDesk.command(), DccDesk.FIVE, DccDesk.OTHER_KEY);
        assertThat(outcomeOf(DccDesk.payload(DccDesk.id(), response))).isEqualTo(new DuisOutcome.BadSignature());
    }

    @Test
    void aResponseToAnotherCommandIsNone() throws Exception {
        LabelCommand old = LabelCommand.of(DccDesk.SUPPLIER, DccDesk.METER, 1, DccDesk.LABELS);
        Octets response = DccDesk.response(old, DccDesk.FIVE, DccDesk.METER_KEY);
        assertThat(outcomeOf(DccDesk.payload(DccDesk.id(), response)))
                .isEqualTo(new DuisOutcome.BadResponse(ResponseRefusal.COUNTER));
    }

    @Test
    void aResponseWithoutAMetersMessageIsNone() throws Exception {
        assertThat(outcomeOf(DccDesk.code("I0"))).isEqualTo(new DuisOutcome.BadResponse(ResponseRefusal.SHAPE));
    }

    @Test
    void anAnswerThatTheDccHasNotSignedIsNotBelieved() {
        XmlSigner forger = new XmlSigner(DccDesk.SUPPLIER_XML.key(), DccDesk.DCC_XML.certificate());
        DuisResponse refusal = DuisResponse.to(
                DccDesk.id(), new ResponseCode("E1"), DccDesk.NOW, new DuisResponse.Nothing(ServiceReference.LABELS));
        answer(TRANSFORM, forger.sign(DuisResponseWriter.DEFAULT.write(refusal)));
        assertThat(write().join()).isEqualTo(new DuisOutcome.BadXmlSignature(DuisStep.TRANSFORM, XmlRefusal.SIGNATURE));
        nothingWasSent();
    }

    @Test
    void anUnsignedAcknowledgementIsNotBelieved() {
        answer(SEND, Octets.ofText("<x/>"));
        assertThat(write().join()).isEqualTo(new DuisOutcome.BadXmlSignature(DuisStep.SEND, XmlRefusal.UNSIGNED));
    }

    @Test
    void aSignedAnswerToSomethingElseIsNone() {
        RequestId other = new RequestId(DccDesk.SUPPLIER, DccDesk.METER, 1);
        answer(
                TRANSFORM,
                DccDesk.signed(DuisResponse.to(
                        other,
                        ResponseCode.SUCCESS,
                        DccDesk.NOW,
                        new DuisResponse.PreCommand(
                                ServiceReference.LABELS,
                                "4.3",
                                DccDesk.command().preCommand()))));
        assertThat(write().join())
                .isEqualTo(new DuisOutcome.Unreadable(DuisStep.TRANSFORM, "it answers another request"));
        counter.set(DccDesk.FIRST - 1);
        answer(TRANSFORM, DccDesk.code("I0"));
        assertThat(write().join()).isEqualTo(new DuisOutcome.Unreadable(DuisStep.TRANSFORM, "it has no pre-command"));
        IssuedIdentity dccKey = DccDesk.DCC_XML;
        answer(TRANSFORM, new XmlSigner(dccKey.key(), dccKey.certificate()).sign(Octets.ofText("<x/>")));
        assertThat(write().join().code()).isEqualTo("unreadable");
        nothingWasSent();
    }

    @Test
    void aDccThatIsAwayIsAnOutage() {
        dcc.stubFor(post(urlEqualTo(TRANSFORM)).willReturn(aResponse().withStatus(503)));
        assertThat(write().join()).isEqualTo(new DuisOutcome.Unreachable(DuisStep.TRANSFORM, "HTTP status 503"));
        dcc.stubFor(post(urlEqualTo(TRANSFORM)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(write().join().code()).isEqualTo("outage");
        dcc.stubFor(post(urlEqualTo(TRANSFORM)).willReturn(aResponse().withBody(new byte[300_000])));
        assertThat(write().join().sentence()).contains("longer than");
        dcc.stop();
        assertThat(write().join().code()).isEqualTo("outage");
    }

    @Test
    void aDccThatIsSlowIsAnOutageAndWhatItSentAnywayIsLate() throws Exception {
        listener.close();
        services.close();
        open(
                DuisSettings.DEFAULT
                        .at(URI.create("http://127.0.0.1:" + dcc.port()))
                        .waiting(Duration.ofSeconds(5), WAIT),
                counter::incrementAndGet);
        dcc.stubFor(post(urlEqualTo(SEND)).willReturn(aResponse().withFixedDelay(15_000)));
        assertThat(write().join())
                .isInstanceOfSatisfying(
                        DuisOutcome.Unreachable.class,
                        away -> assertThat(away.step()).isEqualTo(DuisStep.SEND));
        assertThat(receive(DccDesk.written())).isEqualTo(204);
        assertThat(kinds()).containsExactly(DuisNotice.Kind.LATE_RESPONSE);
    }

    @Test
    void withoutACounterNothingIsSent() throws Exception {
        listener.close();
        services.close();
        open(DuisSettings.DEFAULT.at(URI.create("http://127.0.0.1:" + dcc.port())), () -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThat(write().join()).isEqualTo(new DuisOutcome.NoCounter());
        dcc.verify(0, postRequestedFor(urlEqualTo(TRANSFORM)));
    }

    @Test
    void theChannelSaysTheReasonInAWord() throws Exception {
        answer(TRANSFORM, DccDesk.code("E1010"));
        assertThat(channel.write(new LabelOrder(DccDesk.DSRSP, DccDesk.METER, DccDesk.LABELS))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(WriteOutcome.failed("transform-refused"));
        counter.set(DccDesk.FIRST - 1);
        answer(TRANSFORM, DccDesk.preCommand(DccDesk.command().preCommand()));
        CompletableFuture<WriteOutcome> outcome = channel.write(
                        new LabelOrder(DccDesk.DSRSP, DccDesk.METER, DccDesk.LABELS))
                .toCompletableFuture();
        sent();
        receive(DccDesk.written());
        assertThat(outcome.join()).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(ended).containsExactly(DccDesk.METER + " transform-refused", DccDesk.METER + " written");
    }

    @Test
    void aDsrspForWhomNoSupplierCarriesWritesNothing() {
        assertThat(channel.write(new LabelOrder(DccDesk.OTHER, DccDesk.METER, DccDesk.LABELS))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(WriteOutcome.failed("no-supplier"));
        dcc.verify(0, postRequestedFor(urlEqualTo(TRANSFORM)));
    }

    @Test
    void alertsOfMetersAreTexts() throws Exception {
        try (AutoCloseable listening = channel.listen((meter, text) -> texts.add(meter + " " + text))) {
            assertThat(listening).isNotNull();
            assertThat(receive(DccDesk.alert(DccDesk.METER, DccDesk.SUPPLIER, DccDesk.METER_KEY, "one")))
                    .isEqualTo(204);
            assertThat(receive(DccDesk.alert(DccDesk.METER, DccDesk.OTHER, DccDesk.METER_KEY, "three")))
                    .isEqualTo(204);
        }
        assertThat(texts).containsExactly(DccDesk.METER + " one", DccDesk.METER + " three");
        assertThat(notices).isEmpty();
        receive(DccDesk.alert(DccDesk.METER, DccDesk.SUPPLIER, DccDesk.METER_KEY, "after the end"));
        assertThat(texts).hasSize(2);
    }

    @Test
    void aRepeatedAlertIsToldOnce() throws Exception {
        channel.listen((meter, text) -> texts.add(text));
        Octets alert = DccDesk.alert(DccDesk.METER, DccDesk.SUPPLIER, DccDesk.METER_KEY, "one");
        receive(alert);
        assertThat(receive(alert)).isEqualTo(204);
        assertThat(texts).containsExactly("one");
        assertThat(notices).containsExactly(DuisNotice.of(DuisNotice.Kind.REPEATED_ALERT, DccDesk.METER, "counter 3"));
    }

    @Test
    void alertsThatAreNotBelievedAreNoticed() throws Exception {
        channel.listen((meter, text) -> texts.add(text));
        receive(DccDesk.alert(DccDesk.METER, DccDesk.SUPPLIER, DccDesk.OTHER_KEY, "forged"));
        receive(DccDesk.alert(DccDesk.OTHER, DccDesk.SUPPLIER, DccDesk.OTHER_KEY, "unknown"));
        receive(DccDesk.alert("8F88", Octets.ofHex("00")));
        receive(DccDesk.alert("8F0A", Octets.ofHex("00")));
        assertThat(texts).isEmpty();
        assertThat(notices)
                .extracting(DuisNotice::detail)
                .containsExactly("signature", "device", "shape", "alert 8F0A");
        assertThat(kinds())
                .containsExactly(
                        DuisNotice.Kind.REFUSED_ALERT,
                        DuisNotice.Kind.REFUSED_ALERT,
                        DuisNotice.Kind.REFUSED_ALERT,
                        DuisNotice.Kind.OTHER_ALERT);
    }

    @Test
    void whatTheDccHasNotSignedIsAnswered400AndSettlesNothing() throws Exception {
        CompletableFuture<DuisOutcome> outcome = write();
        sent();
        XmlSigner forger = new XmlSigner(DccDesk.SUPPLIER_XML.key(), DccDesk.SUPPLIER_XML.certificate());
        DuisResponse response = DuisResponse.to(
                DccDesk.id(), new ResponseCode("E1"), DccDesk.NOW, new DuisResponse.Nothing(ServiceReference.LABELS));
        assertThat(receive(forger.sign(DuisResponseWriter.DEFAULT.write(response))))
                .isEqualTo(400);
        assertThat(receive(DuisResponseWriter.DEFAULT.write(response))).isEqualTo(400);
        assertThat(receive(Octets.ofText("no XML"))).isEqualTo(400);
        IssuedIdentity dccKey = DccDesk.DCC_XML;
        assertThat(receive(new XmlSigner(dccKey.key(), dccKey.certificate()).sign(Octets.ofText("<x/>"))))
                .isEqualTo(400);
        assertThat(outcome).isNotDone();
        assertThat(notices).extracting(DuisNotice::detail).startsWith("signer", "unsigned", "xml");
        assertThat(kinds()).endsWith(DuisNotice.Kind.UNREADABLE);
        assertThat(receive(DccDesk.written())).isEqualTo(204);
        assertThat(outcome.join()).isEqualTo(new DuisOutcome.Written());
    }

    /** Only says how long it would be: the answer may be lost with the connection of a sender that still sends. */
    @Test
    void aDocumentThatIsTooLongIsNotRead() throws Exception {
        String head =
                "POST " + DuisSettings.RECEIVE_PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void onlyPostsToThePathAreTaken() throws Exception {
        URI base = URI.create("http://127.0.0.1:" + listener.port());
        HttpResponse<String> elsewhere = poster.send(
                HttpRequest.newBuilder(base.resolve("/other"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        HttpResponse<String> get = poster.send(
                HttpRequest.newBuilder(base.resolve(DuisSettings.RECEIVE_PATH)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(listener.isUp()).isTrue();
    }
}
