package uk.route2b.simulator.ven;

import java.time.InstantSource;
import java.util.function.Supplier;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.HttpSender;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.schedule.ThreadSchedule;

/**
 * The parts of a VEN, put together.
 *
 * @param schedule its thread
 * @param sender its way to the VTN
 * @param log what came and left
 * @param registration how far that has come
 * @param events what it acted on
 * @param outbox what it still has to post
 * @param inquiries what it can ask
 * @param listener acts on what the VTN wants
 * @param ven its day
 */
record VenWorks(
        ThreadSchedule schedule,
        HttpSender sender,
        ExchangeLog log,
        Registration registration,
        EventsTaken events,
        Outbox outbox,
        Inquiries inquiries,
        Listener listener,
        Ven ven)
        implements AutoCloseable {

    static VenWorks assemble(
            VenOptions options,
            ThreadSchedule schedule,
            HttpSender sender,
            Supplier<String> identifiers,
            InstantSource clock) {
        ExchangeLog log = new ExchangeLog(schedule);
        Registration registration = new Registration();
        EventsTaken events = new EventsTaken();
        Outbox outbox = new Outbox();
        Inquiries inquiries = new Inquiries(options, identifiers, clock);
        Steps steps = new Steps(schedule, options.steps());
        Listener listener = new Listener(options, events, outbox, registration, inquiries, steps, schedule);
        Vtn vtn = new HttpVtn(options.vtnUrl(), options.venId(), sender, log);
        Registrar registrar = new Registrar(options, vtn, registration, inquiries, steps);
        Ven ven = new Ven(options, vtn, registration, registrar, outbox, listener, steps, schedule);
        return new VenWorks(schedule, sender, log, registration, events, outbox, inquiries, listener, ven);
    }

    void ask(MessageType type) {
        outbox.add(inquiries.request(type, registration.registrationId()));
        ven.hurry();
    }

    /** Nothing new begins, then what is under way is cut off. */
    @Override
    public void close() {
        schedule.close();
        sender.close();
    }
}
