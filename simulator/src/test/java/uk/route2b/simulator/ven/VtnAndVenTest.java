package uk.route2b.simulator.ven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.openadr.Direction;
import uk.route2b.simulator.openadr.LogEntry;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.vtn.Dispatched;
import uk.route2b.simulator.vtn.EventOrder;
import uk.route2b.simulator.vtn.SmallVtn;
import uk.route2b.simulator.vtn.VenEntry;
import uk.route2b.simulator.vtn.VtnOptions;

/** Both ends over loopback HTTP. */
class VtnAndVenTest {
    private static final String VEN = "VEN_1";
    private static final EventOrder ORDER = new EventOrder(VEN, "event-1", 1, 15);

    private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private SmallVtn vtn(VenEntry... vens) throws IOException {
        SmallVtn vtn = SmallVtn.start(VtnOptions.with(vens));
        open.push(vtn);
        return vtn;
    }

    private SmallVen ven(VenOptions options) throws IOException {
        SmallVen ven = SmallVen.start(options.every(20));
        open.push(ven);
        return ven;
    }

    private SmallVen registered(SmallVtn vtn) throws IOException {
        SmallVen ven = ven(VenOptions.polling(vtn.oadrUrl(), VEN));
        await().until(ven::isRegistered);
        return ven;
    }

    private static List<String> received(SmallVtn vtn) {
        return vtn.log().stream()
                .filter(entry -> entry.direction() == Direction.IN)
                .map(LogEntry::messageType)
                .filter(type -> !type.equals("oadrPoll"))
                .toList();
    }

    private static void awaitReceived(SmallVtn vtn, MessageType type) {
        await().until(() -> received(vtn).contains(type.elementName()));
    }

    private static List<LogEntry> createdEvents(SmallVtn vtn) {
        return vtn.log().stream()
                .filter(entry -> entry.messageType().equals("oadrCreatedEvent"))
                .toList();
    }

    private static List<Integer> distributions(SmallVtn vtn) {
        return vtn.log().stream()
                .filter(entry -> entry.messageType().equals("oadrDistributeEvent"))
                .map(LogEntry::httpStatus)
                .toList();
    }

    @Test
    void aVenRegistersInThreeStepsAndThenPolls() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        registered(vtn);
        assertThat(received(vtn))
                .containsExactly("oadrQueryRegistration", "oadrCreatePartyRegistration", "oadrRegisterReport");
        await().until(() ->
                vtn.log().stream().anyMatch(entry -> entry.messageType().equals("oadrPoll")));
    }

    @Test
    void anEventIsPolledActedOnOnceAndAnswered() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        SmallVen ven = registered(vtn);
        Dispatched first = vtn.dispatch(ORDER).orElseThrow();
        await().until(() -> createdEvents(vtn).size() == 1);
        Dispatched cancelled = vtn.cancel("event-1").orElseThrow();
        await().until(() -> createdEvents(vtn).size() == 2);
        assertThat(createdEvents(vtn)).extracting(LogEntry::optType).containsOnly("optIn");
        assertThat(createdEvents(vtn))
                .extracting(LogEntry::requestID)
                .containsExactly(first.requestID(), cancelled.requestID());
        assertThat(ven.events())
                .extracting(event -> event.event() + "/" + event.modification() + " " + event.status())
                .containsExactly("event-1/0 active", "event-1/1 cancelled");
    }

    @Test
    void aVenThatOptsOutSaysSo() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        ven(VenOptions.polling(vtn.oadrUrl(), VEN).with(VenOptions.Opt.OUT));
        assertThat(vtn.dispatch(ORDER)).isPresent();
        await().until(() -> createdEvents(vtn).size() == 1);
        assertThat(createdEvents(vtn).get(0).optType()).isEqualTo("optOut");
    }

    @Test
    void theSameListTwiceIsActedOnOnce() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        SmallVen ven = registered(vtn);
        assertThat(vtn.dispatch(ORDER)).isPresent();
        await().until(() -> createdEvents(vtn).size() == 1);
        ven.ask(MessageType.REQUEST_EVENT);
        await().until(() -> ven.log().stream()
                        .filter(entry -> entry.messageType().equals("oadrDistributeEvent"))
                        .count()
                == 2);
        assertThat(vtn.dispatch(new EventOrder(VEN, "event-2", 1, 15))).isPresent();
        await().until(() -> createdEvents(vtn).size() == 2);
        assertThat(ven.events()).extracting(TakenEvent::event).containsExactly("event-1", "event-2");
        assertThat(createdEvents(vtn).get(1).events()).containsExactly("event-2/0");
    }

    /** Below what systems give to connections: one of those is taken by another process as soon as it is free. */
    private static int freePort() {
        int first = 10_000 + (int) (ProcessHandle.current().pid() % 1_000);
        return IntStream.range(first, first + 1_000)
                .filter(VtnAndVenTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try {
            LoopbackServer.start(port, 10, request -> new CompletableFuture<>()).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    void anEventIsPushed() throws Exception {
        int port = freePort();
        SmallVtn vtn = vtn(VenEntry.pushed(VEN, URI.create("http://127.0.0.1:" + port)));
        SmallVen ven = SmallVen.start(
                VenOptions.polling(vtn.oadrUrl(), VEN).listening(port).every(600_000));
        open.push(ven);
        await().until(ven::isRegistered);
        assertThat(vtn.dispatch(ORDER)).isPresent();
        await().until(() -> createdEvents(vtn).size() == 1);
        assertThat(ven.pushUrl()).contains(URI.create("http://127.0.0.1:" + port));
        await().until(() -> distributions(vtn), List.of(200)::equals);
        assertThat(vtn.log().stream().filter(entry -> entry.messageType().equals("oadrPoll")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aPushThatNobodyTakesIsLeftToThePoll() throws Exception {
        LoopbackServer deaf = LoopbackServer.start(
                0, 1 << 20, request -> CompletableFuture.completedFuture(Answer.reason(503, "offline")));
        open.push(deaf);
        SmallVtn vtn = SmallVtn.start(
                new VtnOptions(0, "TH_VTN", List.of(VenEntry.pushed(VEN, deaf.url())), 1, Events.UNHEARD));
        open.push(vtn);
        registered(vtn);
        assertThat(vtn.dispatch(ORDER)).isPresent();
        await().until(() -> createdEvents(vtn).size() == 1);
        assertThat(distributions(vtn)).containsExactly(503, 503, 503, 503, 503, 200);
    }

    @Test
    void aVenRegistersAgainWhenItIsAsked() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        registered(vtn);
        assertThat(vtn.ask(VEN, MessageType.REQUEST_REREGISTRATION)).isTrue();
        await().until(() -> received(vtn).size() == 6);
        assertThat(received(vtn).subList(3, 6))
                .containsExactly("oadrResponse", "oadrCreatePartyRegistration", "oadrRegisterReport");
    }

    @Test
    void aReportThatIsAskedForComes() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        registered(vtn);
        assertThat(vtn.ask(VEN, MessageType.CREATE_REPORT)).isTrue();
        await().until(() -> received(vtn).size() == 5);
        assertThat(received(vtn).subList(3, 5)).containsExactly("oadrCreatedReport", "oadrUpdateReport");
    }

    @Test
    void aCancelledVenAnswersAndIsQuiet() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        SmallVen ven = registered(vtn);
        assertThat(vtn.ask(VEN, MessageType.CANCEL_PARTY_REGISTRATION)).isTrue();
        awaitReceived(vtn, MessageType.CANCELED_PARTY_REGISTRATION);
        await().until(() -> !ven.isRegistered());
    }

    @Test
    void aVenAsksOfItsOwnAccord() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        SmallVen ven = registered(vtn);
        List<MessageType> types = List.of(
                MessageType.UPDATE_REPORT,
                MessageType.CREATE_OPT,
                MessageType.CANCEL_OPT,
                MessageType.REQUEST_EVENT,
                MessageType.CANCEL_PARTY_REGISTRATION);
        types.forEach(ven::ask);
        types.forEach(type -> awaitReceived(vtn, type));
        await().until(() -> !ven.isRegistered());
    }

    @Test
    void aVenWithoutAVtnTriesUntilThereIsOne() throws Exception {
        int port = freePort();
        SmallVtn gone = SmallVtn.start(new VtnOptions(
                port, "TH_VTN", List.of(VenEntry.polling(VEN)), VtnOptions.DEFAULT_RETRY_MILLIS, Events.UNHEARD));
        gone.close();
        SmallVen ven = ven(VenOptions.polling(gone.oadrUrl(), VEN));
        await().until(() ->
                ven.log().stream().filter(entry -> entry.httpStatus() == 0).count() >= 2);
        open.push(SmallVtn.start(new VtnOptions(
                port, "TH_VTN", List.of(VenEntry.polling(VEN)), VtnOptions.DEFAULT_RETRY_MILLIS, Events.UNHEARD)));
        await().until(ven::isRegistered);
    }

    @Test
    void aServerErrorIsTriedAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        LoopbackServer broken = LoopbackServer.start(0, 1 << 20, request -> {
            failures.incrementAndGet();
            return CompletableFuture.completedFuture(Answer.reason(502, "gateway"));
        });
        open.push(broken);
        SmallVen ven = ven(VenOptions.polling(URI.create(broken.url() + "/OpenADR2/Simple/2.0b"), VEN));
        await().until(() -> failures.get() >= 2);
        assertThat(ven.isRegistered()).isFalse();
        assertThat(ven.log()).extracting(LogEntry::httpStatus).containsOnly(502);
    }

    @Test
    void anUnknownVenIsRefusedAndGoesOnTrying() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling("VEN_2"));
        SmallVen ven = ven(VenOptions.polling(vtn.oadrUrl(), VEN));
        await().until(() -> ven.log().stream()
                        .filter(entry -> "452".equals(entry.responseCode()))
                        .count()
                >= 2);
        assertThat(ven.isRegistered()).isFalse();
    }

    @Test
    void theStatusPortTellsTheLog() throws Exception {
        SmallVtn vtn = vtn(VenEntry.polling(VEN));
        SmallVen ven = registered(vtn);
        HttpClient client = HttpClient.newHttpClient();
        String log = client.send(
                        HttpRequest.newBuilder(URI.create(ven.url() + "/log")).build(), BodyHandlers.ofString())
                .body();
        assertThat(log).startsWith("[{\"number\":1,").contains("\"messageType\":\"oadrQueryRegistration\"");
        String health = client.send(
                        HttpRequest.newBuilder(URI.create(ven.url() + "/health"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(health).contains("\"registered\":true");
    }
}
