package uk.route2b.simulator.ven;

import static uk.route2b.simulator.openadr.Vocabulary.EI;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Polls;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.UnreadableException;
import uk.route2b.simulator.schedule.Schedule;

/** The VEN's day: register, post what is to be posted, poll; one exchange at a time, all on the schedule's thread. */
final class Ven {
    private final VenOptions options;
    private final Vtn vtn;
    private final Registration registration;
    private final Outbox outbox;
    private final Listener listener;
    private final Inquiries inquiries;
    private final Steps steps;
    private final Schedule schedule;
    private final Backoff backoff = new Backoff();

    Ven(
            VenOptions options,
            Vtn vtn,
            Registration registration,
            Outbox outbox,
            Listener listener,
            Inquiries inquiries,
            Steps steps,
            Schedule schedule) {
        this.options = options;
        this.vtn = vtn;
        this.registration = registration;
        this.outbox = outbox;
        this.listener = listener;
        this.inquiries = inquiries;
        this.steps = steps;
        this.schedule = schedule;
    }

    /** Begins. */
    void start() {
        schedule.after(0, this::live);
    }

    private void live() {
        schedule.after(turn(), this::live);
    }

    /** Posts what waits in the outbox now and not only at the next turn; used when something was pushed. */
    void hurry() {
        schedule.after(0, this::empty);
    }

    private void empty() {
        while (registration.stage() == Registration.Stage.DONE && !outbox.isEmpty() && attempt(this::postFirst)) {
            steps.tell("posted");
        }
    }

    /** Does the next thing; how long to wait before the one after it. */
    private long turn() {
        if (registration.stage() == Registration.Stage.ENDED && outbox.isEmpty()) {
            return options.pollMillis();
        }
        if (!attempt(this::next)) {
            return backoff.failed();
        }
        backoff.succeeded();
        return isIdle() ? options.pollMillis() : 0;
    }

    private boolean isIdle() {
        boolean settled = switch (registration.stage()) {
            case DONE, ENDED -> true;
            case QUERY, CREATE, REPORT -> false;
        };
        return settled && outbox.isEmpty();
    }

    /** One exchange that may fail; whether it did what it should. */
    @FunctionalInterface
    private interface Exchange {
        boolean done() throws IOException, UnreadableException;
    }

    private boolean attempt(Exchange exchange) {
        try {
            return exchange.done();
        } catch (IOException unreachable) {
            steps.tell("unreachable", Map.of("reason", String.valueOf(unreachable.getMessage())));
        } catch (UnreadableException unreadable) {
            steps.tell("unreadable", Map.of("reason", String.valueOf(unreadable.getMessage())));
        }
        return false;
    }

    private boolean next() throws IOException, UnreadableException {
        if (!outbox.isEmpty()) {
            return postFirst();
        }
        return switch (registration.stage()) {
            case QUERY -> query();
            case CREATE -> create();
            case REPORT -> report();
            case DONE, ENDED -> poll();
        };
    }

    private boolean query() throws IOException, UnreadableException {
        boolean good = exchanged(Registrations.query(inquiries.identifier()), MessageType.CREATED_PARTY_REGISTRATION)
                .isPresent();
        if (good) {
            registration.reached(Registration.Stage.CREATE);
            steps.tell("queried");
        }
        return good;
    }

    private boolean create() throws IOException, UnreadableException {
        Optional<Message> created = exchanged(
                Registrations.create(
                        inquiries.identifier(), options.venId(), options.venName(), registration.pushAddress()),
                MessageType.CREATED_PARTY_REGISTRATION);
        created.ifPresent(answer -> {
            registration.registered(answer.body().textOf(EI, "registrationID").orElse(""));
            steps.tell("registered");
        });
        return created.isPresent();
    }

    private boolean report() throws IOException, UnreadableException {
        boolean good = exchanged(inquiries.registerReport(), MessageType.REGISTERED_REPORT)
                .isPresent();
        if (good) {
            registration.reached(Registration.Stage.DONE);
            steps.tell("reports-registered");
        }
        return good;
    }

    /** The answer, if it is a good one of the type that is wanted. */
    private Optional<Message> exchanged(Message request, MessageType wanted) throws IOException, UnreadableException {
        Optional<Message> answer = vtn.post(request);
        Optional<Message> good = answer.filter(message -> message.type() == wanted && message.isGood());
        if (good.isEmpty()) {
            refused(request, answer);
        }
        return good;
    }

    private boolean poll() throws IOException, UnreadableException {
        vtn.post(Polls.poll(options.venId())).ifPresent(this::polled);
        return true;
    }

    /** What came with a poll is answered by a post of its own; a list of events only by oadrCreatedEvent. */
    private void polled(Message message) {
        Optional<Message> answer = listener.hear(message);
        if (message.type() != MessageType.DISTRIBUTE_EVENT) {
            answer.ifPresent(outbox::add);
        }
        listener.afterwards(message);
    }

    private boolean postFirst() throws IOException, UnreadableException {
        Optional<Message> first = outbox.first();
        if (first.isPresent()) {
            post(first.get());
        }
        return true;
    }

    /** Stays in the outbox while the VTN can not be reached; an answer of any kind settles it. */
    private void post(Message message) throws IOException, UnreadableException {
        try {
            Optional<Message> answer = vtn.post(message);
            answer.filter(given -> !given.isGood()).ifPresent(given -> refused(message, answer));
            outbox.done(message);
            answer.ifPresent(this::polled);
        } catch (UnreadableException unreadable) {
            outbox.done(message);
            throw unreadable;
        }
    }

    private void refused(Message request, Optional<Message> answer) {
        steps.tell(
                "refused",
                Map.of(
                        "message", request.type().elementName(),
                        "answer",
                                answer.map(given -> given.type().elementName()).orElse("none"),
                        "code", answer.flatMap(Message::responseCode).orElse("none")));
    }
}
