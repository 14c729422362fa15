package uk.route2b.simulator.ven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.simulator.openadr.DemandEvent;
import uk.route2b.simulator.openadr.EventMessages;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.ResponseCode;
import uk.route2b.simulator.openadr.Responses;
import uk.route2b.simulator.schedule.ManualSchedule;

/** The VEN's day without sockets and by hand. */
class VenTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final VenOptions OPTIONS = VenOptions.polling(URI.create("http://127.0.0.1:1"), "VEN_1");

    private final ManualSchedule time = new ManualSchedule();
    private final List<Message> posted = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Registration registration = new Registration();
    private final Outbox outbox = new Outbox();
    private final EventsTaken events = new EventsTaken();
    private final Steps steps =
            new Steps(time, event -> told.add(String.valueOf(event.fields().get("step"))));
    private final Inquiries inquiries = new Inquiries(OPTIONS, () -> "id-" + posted.size(), () -> NOW);
    private final Listener listener = new Listener(OPTIONS, events, outbox, registration, inquiries, steps, time);
    private final Ven ven = new Ven(
            OPTIONS,
            this::post,
            registration,
            new Registrar(OPTIONS, this::post, registration, inquiries, steps),
            outbox,
            listener,
            steps,
            time);
    private Message waiting = Responses.response(ResponseCode.OK, Registrations.query(""));
    private boolean down;

    private Optional<Message> post(Message request) throws IOException {
        posted.add(request);
        if (down) {
            throw new IOException("down");
        }
        return Optional.of(
                switch (request.type()) {
                    case QUERY_REGISTRATION -> Registrations.offered(ResponseCode.OK, request, "TH_VTN");
                    case CREATE_PARTY_REGISTRATION -> Registrations.created(request, "reg-1", "VEN_1", "TH_VTN");
                    case REGISTER_REPORT -> Responses.registeredReport(request, "VEN_1");
                    case POLL -> waiting;
                    default -> Responses.response(ResponseCode.OK, request);
                });
    }

    private List<String> types() {
        return posted.stream().map(message -> message.type().elementName()).toList();
    }

    private static Message list(String requestId, String... events) {
        return EventMessages.distribute(
                requestId,
                "TH_VTN",
                Arrays.stream(events)
                        .map(event -> new DemandEvent(event, "VEN_1", 0, 1, NOW, Duration.ofHours(1), NOW, false))
                        .toList(),
                NOW);
    }

    @Test
    void registrationFollowsWithoutWaitingAndPollsComeAtTheirTime() {
        ven.start();
        time.pass(0);
        assertThat(types())
                .containsExactly("oadrQueryRegistration", "oadrCreatePartyRegistration", "oadrRegisterReport");
        time.pass(2500);
        assertThat(types().subList(3, types().size())).containsExactly("oadrPoll", "oadrPoll");
        assertThat(told).containsExactly("queried", "registered", "reports-registered");
    }

    @Test
    void aListIsPolledOverAndOverAndAnsweredOnce() {
        waiting = list("d-1", "event-1");
        ven.start();
        time.pass(5000);
        assertThat(types()).containsOnlyOnce("oadrCreatedEvent");
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void anAnswerThatCouldNotBePostedIsPostedAgainUnchangedAndBeforeAnythingElse() {
        registration.reached(Registration.Stage.DONE);
        assertThat(listener.hear(list("d-1", "event-1"))).isPresent();
        down = true;
        ven.start();
        time.pass(1000);
        down = false;
        time.pass(2000);
        List<Message> answers = posted.stream()
                .filter(message -> message.type() == MessageType.CREATED_EVENT)
                .toList();
        assertThat(answers).hasSizeGreaterThan(2).allMatch(answers.get(0)::equals);
        assertThat(types().subList(0, answers.size())).containsOnly("oadrCreatedEvent");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(told).contains("unreachable");
    }

    @Test
    void whatIsPushedIsAnsweredAtOnce() {
        ven.start();
        time.pass(0);
        assertThat(listener.hear(list("d-1", "event-1"))).isPresent();
        ven.hurry();
        time.pass(0);
        assertThat(types()).endsWith("oadrCreatedEvent").doesNotContain("oadrPoll");
    }

    @Test
    void anEventLeftOutIsTold() {
        registration.reached(Registration.Stage.DONE);
        assertThat(listener.hear(list("d-1", "event-1", "event-2"))).isPresent();
        assertThat(listener.hear(list("d-2", "event-2"))).isPresent();
        assertThat(told).containsExactly("event", "event", "event-left-out");
    }

    @Test
    void aCancelledVenNeitherPollsNorRegisters() {
        waiting = Registrations.cancel("c", "reg-1", "VEN_1");
        ven.start();
        time.pass(60_000);
        assertThat(types())
                .endsWith("oadrPoll", "oadrCanceledPartyRegistration")
                .containsOnlyOnce("oadrPoll");
    }
}
