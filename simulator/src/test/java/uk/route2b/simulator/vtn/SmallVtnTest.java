package uk.route2b.simulator.vtn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.simulator.openadr.MessageType.CANCELED_OPT;
import static uk.route2b.simulator.openadr.MessageType.CANCELED_PARTY_REGISTRATION;
import static uk.route2b.simulator.openadr.MessageType.CREATED_OPT;
import static uk.route2b.simulator.openadr.MessageType.CREATED_PARTY_REGISTRATION;
import static uk.route2b.simulator.openadr.MessageType.DISTRIBUTE_EVENT;
import static uk.route2b.simulator.openadr.MessageType.REGISTERED_REPORT;
import static uk.route2b.simulator.openadr.MessageType.REQUEST_REREGISTRATION;
import static uk.route2b.simulator.openadr.MessageType.RESPONSE;
import static uk.route2b.simulator.openadr.MessageType.UPDATED_REPORT;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.openadr.Direction;
import uk.route2b.simulator.openadr.EventAnswer;
import uk.route2b.simulator.openadr.EventMessages;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Opts;
import uk.route2b.simulator.openadr.Polls;
import uk.route2b.simulator.openadr.ReceivedEvent;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.Reports;

class SmallVtnTest {
    private static final String VEN = "VEN_1";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private SmallVtn vtn;

    @BeforeEach
    void start() throws IOException {
        vtn = SmallVtn.start(VtnOptions.with(VenEntry.polling(VEN), VenEntry.polling("VEN_2")));
    }

    @AfterEach
    void stop() {
        vtn.close();
    }

    private HttpResponse<byte[]> post(String service, Octets body) throws Exception {
        URI url = URI.create(vtn.oadrUrl() + "/" + service);
        return client.send(
                HttpRequest.newBuilder(url)
                        .POST(BodyPublishers.ofByteArray(body.toArray()))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private Message post(Message message) throws Exception {
        HttpResponse<byte[]> response = post(message.type().service().path(), message.octets());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/xml; charset=UTF-8");
        return Message.read(Octets.of(response.body()));
    }

    private HttpResponse<String> control(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(vtn.url() + "/control/" + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void answers(Message answer, MessageType type, String code) {
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.responseCode()).contains(code);
    }

    private Message poll() throws Exception {
        return post(Polls.poll(VEN));
    }

    @Test
    void registrationKeepsTheRegistrationId() throws Exception {
        answers(post(Registrations.query("q")), CREATED_PARTY_REGISTRATION, "200");
        Message first = post(Registrations.create("c", VEN, "Home", Optional.empty()));
        Message second = post(Registrations.create("c", VEN, "Home", Optional.empty()));
        answers(first, CREATED_PARTY_REGISTRATION, "200");
        assertThat(first.venId()).contains(VEN);
        assertThat(first.requestId()).contains("c");
        assertThat(second).isEqualTo(first);
        answers(post(Registrations.cancel("x", "reg", VEN)), CANCELED_PARTY_REGISTRATION, "200");
        assertThat(post(Registrations.create("c", VEN, "Home", Optional.empty())))
                .isNotEqualTo(first);
    }

    @Test
    void anUnknownVenIsTold452() throws Exception {
        answers(post(Registrations.create("c", "VEN_9", "x", Optional.empty())), CREATED_PARTY_REGISTRATION, "452");
        answers(post(Polls.poll("VEN_9")), RESPONSE, "452");
        answers(post(MessageType.POLL.with()), RESPONSE, "452");
    }

    @Test
    void eachRequestGetsItsOwnKindOfAnswer() throws Exception {
        answers(post(Reports.register("r", VEN, NOW)), REGISTERED_REPORT, "200");
        answers(post(Reports.update("r", "report", VEN, 1.0, NOW)), UPDATED_REPORT, "200");
        answers(post(Opts.create("r", "opt", "optIn", VEN, NOW)), CREATED_OPT, "200");
        answers(post(Opts.cancel("r", "opt", VEN)), CANCELED_OPT, "200");
        answers(post(EventMessages.created(VEN, List.of())), RESPONSE, "200");
        answers(post(EventMessages.request("r", VEN)), DISTRIBUTE_EVENT, "200");
        answers(poll(), RESPONSE, "200");
        answers(post(Registrations.requestReregistration(VEN)), RESPONSE, "451");
        answers(post(MessageType.CREATED_REPORT.with()), RESPONSE, "200");
    }

    @Test
    void aMessageOnTheWrongServiceIsRefused() throws Exception {
        HttpResponse<byte[]> response = post("EiReport", Polls.poll(VEN).octets());
        answers(Message.read(Octets.of(response.body())), RESPONSE, "454");
        assertThat(post("eireport", Polls.poll(VEN).octets()).statusCode()).isEqualTo(404);
    }

    @Test
    void aBareMessageIsAnsweredToo() throws Exception {
        String bare = "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'><venID "
                + "xmlns='http://docs.oasis-open.org/ns/energyinterop/201110'>VEN_1</venID></oadrPoll>";
        answers(Message.read(Octets.of(post("OadrPoll", Octets.ofText(bare)).body())), RESPONSE, "200");
    }

    @Test
    void rubbishIs400AndLogged() throws Exception {
        assertThat(post("OadrPoll", Octets.ofText("rubbish")).statusCode()).isEqualTo(400);
        assertThat(vtn.log()).singleElement().satisfies(entry -> {
            assertThat(entry.messageType()).isEqualTo("unreadable");
            assertThat(entry.httpStatus()).isEqualTo(400);
        });
    }

    @Test
    void anEventIsPolledOnceAndThenNeverAgain() throws Exception {
        HttpResponse<String> ordered =
                control("POST", "events", "{\"ven\":\"VEN_1\",\"event\":\"event-1\",\"signal\":1.0,\"minutes\":15}");
        assertThat(ordered.statusCode()).isEqualTo(202);
        Message polled = poll();
        assertThat(polled.type()).isEqualTo(DISTRIBUTE_EVENT);
        assertThat(ordered.body())
                .isEqualTo("{\"event\":\"event-1\",\"requestID\":\""
                        + polled.requestId().orElseThrow() + "\"}");
        assertThat(ReceivedEvent.in(polled)).containsExactly(new ReceivedEvent("event-1", 0, "active", "1.0", true));
        answers(poll(), RESPONSE, "200");
        answers(post(Polls.poll("VEN_2")), RESPONSE, "200");
    }

    @Test
    void aDistributionCarriesAllEventsChangedAndCancelledOnesToo() throws Exception {
        assertThat(vtn.dispatch(new EventOrder(VEN, "a", 1, 10))).isPresent();
        assertThat(vtn.dispatch(new EventOrder(VEN, "b", 1, 10, 3600))).isPresent();
        assertThat(vtn.dispatch(new EventOrder(VEN, "a", 2, 10))).isPresent();
        assertThat(control("DELETE", "events/b", "").statusCode()).isEqualTo(202);
        List<ReceivedEvent> expected = List.of(
                new ReceivedEvent("a", 1, "active", "2.0", true), new ReceivedEvent("b", 1, "cancelled", "1.0", true));
        assertThat(ReceivedEvent.in(poll())).isEqualTo(expected);
        assertThat(ReceivedEvent.in(post(EventMessages.request("r", VEN)))).isEqualTo(expected);
        assertThat(vtn.cancel("b")).isPresent();
        assertThat(ReceivedEvent.in(poll())).isEqualTo(expected);
        assertThat(vtn.cancel("c")).isEmpty();
    }

    @Test
    void badOrdersAreRefusedWithAReason() throws Exception {
        assertThat(control("POST", "events", "{").statusCode()).isEqualTo(400);
        assertThat(control("POST", "events", "[]").statusCode()).isEqualTo(400);
        assertThat(control("POST", "events", "{\"ven\":\"VEN_9\",\"event\":\"e\",\"signal\":1,\"minutes\":1}")
                        .body())
                .isEqualTo("{\"reason\":\"an unknown VEN\"}");
        assertThat(control("DELETE", "events/nothing", "").statusCode()).isEqualTo(404);
        assertThat(control("POST", "requests", "{\"ven\":\"VEN_1\",\"message\":\"oadrPoll\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void otherRequestsWaitForThePollBehindTheEvents() throws Exception {
        assertThat(control("POST", "requests", "{\"ven\":\"VEN_1\",\"message\":\"oadrRequestReregistration\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(vtn.dispatch(new EventOrder(VEN, "a", 1, 10))).isPresent();
        assertThat(poll().type()).isEqualTo(DISTRIBUTE_EVENT);
        assertThat(poll().type()).isEqualTo(REQUEST_REREGISTRATION);
        assertThat(poll().type()).isEqualTo(RESPONSE);
    }

    @Test
    void theLogTellsEverythingInOrder() throws Exception {
        Dispatched dispatched =
                vtn.dispatch(new EventOrder(VEN, "event-1", 1, 15)).orElseThrow();
        poll();
        post(EventMessages.created(VEN, List.of(new EventAnswer(dispatched.requestID(), "event-1", 0, "optIn"))));
        assertThat(vtn.log())
                .extracting(entry -> entry.number() + " " + entry.direction().word() + " " + entry.messageType() + " "
                        + entry.events() + " " + entry.optType())
                .containsExactly(
                        "1 in oadrPoll [] null",
                        "2 out oadrDistributeEvent [event-1/0] null",
                        "3 in oadrCreatedEvent [event-1/0] optIn",
                        "4 out oadrResponse [] null");
        assertThat(vtn.log().get(1).requestID()).isEqualTo(dispatched.requestID());
        assertThat(vtn.log().get(2).requestID()).isEqualTo(dispatched.requestID());
        assertThat(vtn.log().get(2).direction()).isEqualTo(Direction.IN);
        assertThat(control("GET", "log", "").body())
                .contains("\"direction\":\"in\"", "\"optType\":\"optIn\"", "\"httpStatus\":200", "\"ven\":\"VEN_1\"");
    }

    @Test
    void aTakenPortIsSaid() {
        VtnOptions taken =
                new VtnOptions(vtn.port(), "TH_VTN", List.of(), VtnOptions.DEFAULT_RETRY_MILLIS, Events.UNHEARD);
        assertThatThrownBy(() -> SmallVtn.start(taken)).isInstanceOf(BindException.class);
    }

    @Test
    void aVenEntryIsAnIdentifierWithOrWithoutAPushUrl() {
        assertThat(VenEntry.parse("A")).isEqualTo(VenEntry.polling("A"));
        assertThat(VenEntry.parse("A=http://h:1/p/")).isEqualTo(VenEntry.pushed("A", URI.create("http://h:1/p")));
        for (String bad : new String[] {"", "a b", "A=", "A=ftp://h", "A=http://h?q"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> VenEntry.parse(bad));
        }
    }
}
