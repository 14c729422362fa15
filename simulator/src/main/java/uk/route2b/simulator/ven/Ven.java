package uk.route2b.simulator.ven;

import java.io.IOException;
import java.util.Optional;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.Polls;
import uk.route2b.simulator.openadr.UnreadableException;
import uk.route2b.simulator.schedule.Schedule;

/** The VEN's day: register, post what is to be posted, poll; one exchange at a time, all on the schedule's thread. */
final class Ven {
    private final VenOptions options;
    private final Vtn vtn;
    private final Registration registration;
    private final Registrar registrar;
    private final Outbox outbox;
    private final Listener listener;
    private final Steps steps;
    private final Attempts attempts;
    private final Schedule schedule;
    private final Backoff backoff = new Backoff();

    Ven(
            VenOptions options,
            Vtn vtn,
            Registration registration,
            Registrar registrar,
            Outbox outbox,
            Listener listener,
            Steps steps,
            Schedule schedule) {
        this.options = options;
        this.vtn = vtn;
        this.registration = registration;
        this.registrar = registrar;
        this.outbox = outbox;
        this.listener = listener;
        this.steps = steps;
        this.attempts = new Attempts(steps);
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
        boolean good = registration.stage() == Registration.Stage.DONE;
        while (good && !outbox.isEmpty()) {
            good = attempts.succeeds(this::postFirst);
        }
    }

    /** Does the next thing; how long to wait before the one after it. */
    private long turn() {
        if (registration.stage() == Registration.Stage.ENDED && outbox.isEmpty()) {
            return options.pollMillis();
        }
        if (!attempts.succeeds(this::next)) {
            return backoff.failed();
        }
        backoff.succeeded();
        return registration.stage().isSettled() && outbox.isEmpty() ? options.pollMillis() : 0;
    }

    private boolean next() throws IOException, UnreadableException {
        if (!outbox.isEmpty()) {
            return postFirst();
        }
        return switch (registration.stage()) {
            case QUERY -> registrar.query();
            case CREATE -> registrar.create();
            case REPORT -> registrar.report();
            case DONE, ENDED -> poll();
        };
    }

    private boolean poll() throws IOException, UnreadableException {
        vtn.post(Polls.poll(options.venId())).ifPresent(this::heard);
        return true;
    }

    /** What the VTN wants is answered by a post of its own; a list of events only by oadrCreatedEvent. */
    private void heard(Message message) {
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
            outbox.done(message);
            answer.filter(given -> !given.isGood()).ifPresent(given -> steps.refused(message, answer));
            answer.ifPresent(this::heard);
        } catch (UnreadableException unreadable) {
            outbox.done(message);
            throw unreadable;
        }
    }
}
