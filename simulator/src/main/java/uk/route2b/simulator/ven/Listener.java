package uk.route2b.simulator.ven;

import static uk.route2b.simulator.openadr.MessageType.CREATE_REPORT;

import java.util.List;
import java.util.Optional;
import uk.route2b.simulator.openadr.EventAnswer;
import uk.route2b.simulator.openadr.EventMessages;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.ReceivedEvent;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.ResponseCode;
import uk.route2b.simulator.openadr.Responses;
import uk.route2b.simulator.schedule.Schedule;

/** Acts on what the VTN wants, whether it was pushed or came with an answer. */
final class Listener {
    private final VenOptions options;
    private final EventsTaken events;
    private final Outbox outbox;
    private final Registration registration;
    private final Inquiries inquiries;
    private final Steps steps;
    private final Schedule schedule;

    Listener(
            VenOptions options,
            EventsTaken events,
            Outbox outbox,
            Registration registration,
            Inquiries inquiries,
            Steps steps,
            Schedule schedule) {
        this.options = options;
        this.events = events;
        this.outbox = outbox;
        this.registration = registration;
        this.inquiries = inquiries;
        this.steps = steps;
        this.schedule = schedule;
    }

    /** Acts on {@code message}; its answer, if it wants one. */
    Optional<Message> hear(Message message) {
        String ven = options.venId();
        return switch (message.type()) {
            case DISTRIBUTE_EVENT -> events(message);
            case REQUEST_REREGISTRATION -> {
                registration.again();
                steps.tell("reregistration-requested");
                yield Optional.of(Responses.response(ResponseCode.OK, message, ven));
            }
            case CANCEL_PARTY_REGISTRATION -> {
                registration.end();
                steps.tell("registration-cancelled");
                yield Optional.of(Registrations.canceled(message, ven));
            }
            case CANCELED_PARTY_REGISTRATION -> {
                registration.end();
                steps.tell("registration-ended");
                yield Optional.empty();
            }
            case REGISTER_REPORT -> Optional.of(Responses.registeredReport(message, ven));
            case CREATE_REPORT -> Optional.of(Responses.createdReport(message, ven));
            case UPDATE_REPORT -> Optional.of(Responses.updatedReport(message, ven));
            case CANCEL_REPORT -> Optional.of(Responses.canceledReport(message, ven));
            default -> Optional.empty();
        };
    }

    /** What is to follow once the answer to {@code message} has left. */
    void afterwards(Message message) {
        if (message.type() == CREATE_REPORT) {
            outbox.add(inquiries.reportFor(message));
        }
    }

    /** Its own answer says only that the list arrived; what the VEN does about it follows as oadrCreatedEvent. */
    private Optional<Message> events(Message distribute) {
        List<ReceivedEvent> list = ReceivedEvent.in(distribute);
        String requestId = distribute.requestId().orElse("");
        List<ReceivedEvent> fresh = events.take(list, requestId, schedule.millis());
        fresh.forEach(event -> taken(event, requestId));
        events.leftOut(list)
                .forEach(event -> steps.tell(steps.step("event-left-out").with("event", event)));
        answer(fresh.stream().filter(ReceivedEvent::answerWanted).toList(), requestId);
        return Optional.of(Responses.response(ResponseCode.OK, distribute, options.venId()));
    }

    private void taken(ReceivedEvent event, String requestId) {
        steps.tell(steps.step("event")
                .with("event", event.event())
                .with("modification", event.modification())
                .with("status", event.status())
                .with("level", event.level())
                .with("requestID", requestId));
    }

    private void answer(List<ReceivedEvent> wanted, String requestId) {
        if (!wanted.isEmpty()) {
            outbox.add(EventMessages.created(
                    options.venId(),
                    wanted.stream()
                            .map(event -> new EventAnswer(
                                    requestId,
                                    event.event(),
                                    event.modification(),
                                    options.opt().word()))
                            .toList()));
        }
    }
}
