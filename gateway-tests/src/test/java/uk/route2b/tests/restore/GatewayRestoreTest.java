package uk.route2b.tests.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.ScriptedCem;
import uk.route2b.tests.peer.ScriptedLink;

/**
 * A gateway that was put back to an old copy while its CEM was not: octet for octet, with a CEM that remembers all that
 * it ever got and a VTN that counts.
 */
class GatewayRestoreTest {
    private static final long VTN_SECONDS = 20;

    @TempDir
    Path folder;

    private CountingVtn vtn;
    private GatewayFixture gateway;
    private ScriptedCem cem;
    private long now;
    /** What the gateway ever signed of its own accord, by counter. */
    private final Map<Long, Octets> signed = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        vtn = new CountingVtn();
        gateway = GatewayFixture.start(folder, Map.of("vtn", vtn.url(), "answerSeconds", 60));
        cem = gateway.scripted(GatewayFixture.CEM_1);
        now = gateway.world().clock().millis();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vtn.close();
    }

    private Octets request(long counter, String name) {
        return cem.request(counter, CountingVtn.payload(name)).octets();
    }

    private SignedMessage pushed(ScriptedLink link) throws Exception {
        SignedMessage message = read(link.receive());
        assertThat(message.header().cra()).isEqualTo(CraFlag.COMMAND);
        Octets before = signed.put(message.header().counter(), message.octets());
        assertThat(before == null || before.equals(message.octets()))
                .as("counter %s is used for one message only", message.header().counterText())
                .isTrue();
        return message;
    }

    private static SignedMessage read(Octets octets) throws MalformedException {
        return SignedMessageReader.DEFAULT.read(octets);
    }

    private Octets receipt(SignedMessage message) {
        return cem.sign(
                        message.header().answer(),
                        Receipt.of(message, ReceiptStatus.STORED, "").content())
                .octets();
    }

    private static Receipt receiptIn(Octets octets) throws Exception {
        Content content = Content.read(read(octets).content());
        assertThat(content.format()).isEqualTo(ContentFormat.RECEIPT);
        return Receipt.read(content.body());
    }

    private CompletableFuture<Integer> push(String name) {
        return vtn.push(gateway.push("VEN_1"), name);
    }

    private Launched server(String... words) throws Exception {
        java.util.List<String> all = new java.util.ArrayList<>(List.of("server"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", folder.resolve("server.yaml").toString()));
        return Launched.route2b(folder, all);
    }

    private JsonNode status() throws Exception {
        URI where = gateway.server().operator().resolve("/status");
        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(where).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return tools.jackson.databind.json.JsonMapper.builder().build().readTree(text);
    }

    @Test
    void noCounterIsReusedNothingIsBegunTwiceAndNewTrafficFlows() throws Exception {
        // Born before the copy, but it waits at the CEM and arrives after it.
        Octets waited = request(now + 5, "waited");
        Octets known = request(now + 10, "known");
        Octets knownAnswer;
        SignedMessage open;
        CompletableFuture<Integer> openPush;
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
            link.send(known);
            knownAnswer = link.receive();
            CompletableFuture<Integer> first = push("first");
            link.send(receipt(pushed(link)));
            assertThat(first.get(VTN_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
            openPush = push("open");
            open = pushed(link);
            server("backup", "--out", "copy.db").done();
        }
        Octets lost = request(now + 20, "lost");
        long highest;
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 15)) {
            assertThat(pushed(link)).isEqualTo(open);
            link.send(receipt(open));
            assertThat(openPush.get(VTN_SECONDS, TimeUnit.SECONDS)).isIn(200, 503);
            link.send(waited);
            link.receive();
            link.send(lost);
            link.receive();
            CompletableFuture<Integer> second = push("second");
            link.send(receipt(pushed(link)));
            assertThat(second.get(VTN_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
            CompletableFuture<Integer> third = push("third");
            highest = pushed(link).header().counter();
            assertThat(third).isNotCompleted();
        }
        assertThat(server("restore", "--from", "copy.db", "--force").exit())
                .as("the gateway runs")
                .isEqualTo(6);
        gateway.stop();
        JsonNode report = server("restore", "--from", "copy.db", "--force", "--json")
                .done()
                .json();
        assertThat(report.at("/cems/0/lastSent").asString())
                .isEqualTo(open.header().counterText());
        assertThat(report.at("/cems/0/unanswered").asLong()).isEqualTo(1);
        gateway.startAgain();

        try (ScriptedLink link = cem.dial(gateway.endpoint(), "route2b.v1").join()) {
            link.send(cem.hello(now + 30, now + 4, highest).octets());
            link.receive();
            assertThat(pushed(link))
                    .as("what the copy holds unanswered comes again")
                    .isEqualTo(open);
            link.send(receipt(open));
            link.send(waited);
            assertThat(receiptIn(link.receive()))
                    .isEqualTo(Receipt.of(read(waited), ReceiptStatus.IN_DOUBT, "restored"));
            link.send(lost);
            assertThat(receiptIn(link.receive())).isEqualTo(Receipt.of(read(lost), ReceiptStatus.IN_DOUBT, "restored"));
            link.send(known);
            assertThat(link.receive()).isEqualTo(knownAnswer);
            link.send(request(now + 40, "new"));
            assertThat(read(link.receive()).header().counter()).isEqualTo(now + 40);
            CompletableFuture<Integer> fourth = push("fourth");
            SignedMessage after = pushed(link);
            assertThat(after.header().counter()).isGreaterThan(highest);
            link.send(receipt(after));
            assertThat(fourth.get(VTN_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
        }
        for (String name : List.of("waited", "known", "lost", "new")) {
            assertThat(vtn.received(name)).as(name).isEqualTo(1);
        }
        assertThat(status().at("/delivery/lostAfter").asString())
                .isEqualTo(report.at("/lostFrom").asString());
    }

    /** Queued in the copy and delivered by the lost gateway: to sign it again would be to deliver it twice. */
    @Test
    void aPayloadThatWaitedInTheCopyIsInDoubtAndNotSentAgain() throws Exception {
        CompletableFuture<Integer> waits = push("waits");
        org.awaitility.Awaitility.await()
                .until(() -> status().at("/delivery/payloads/QUEUED").asLong(0) == 1);
        server("backup", "--out", "copy.db").done();
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
            link.send(receipt(pushed(link)));
            assertThat(waits.get(VTN_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
        }
        gateway.stop();
        assertThat(server("restore", "--from", "copy.db", "--force", "--json")
                        .done()
                        .json()
                        .path("payloadsInDoubt")
                        .asLong())
                .isEqualTo(1);
        gateway.startAgain();
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 20)) {
            CompletableFuture<Integer> next = push("next");
            SignedMessage message = pushed(link);
            assertThat(message.content().text()).contains("next");
            link.send(receipt(message));
            assertThat(next.get(VTN_SECONDS, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(status().at("/delivery/payloads/IN_DOUBT").asLong()).isEqualTo(1);
    }
}
