package uk.route2b.server.delivery;

import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.vtn.VtnUpstream;

/** All parts of delivery, put together. */
public final class Delivery {
    private final Needs needs;
    private final AtomicLong requestOctets = new AtomicLong();
    private final QueueRoom room;
    private final Counterparts counterparts;
    private final Fates fates;
    private final Signing signing;
    private final Pump pump;
    private final Uplink uplink;
    private final Recovery recovery;
    private final Inbox inbox;
    private final Outbox outbox;
    private final HeldRequests heldRequests;

    /**
     * What delivery needs.
     *
     * @param messageOctets largest message either way
     * @param states of CEMs, which operators change
     */
    public record Needs(
            Register register,
            GatewayStore store,
            SigningClock clock,
            Timers timers,
            Executor workers,
            VtnUpstream upstream,
            StepObserver steps,
            DeliveryLimits limits,
            int messageOctets,
            Checks checks,
            CurrentStates states) {
        /** Where nothing is checked beyond what each message has to be, and no state is changed. */
        public Needs(
                Register register,
                GatewayStore store,
                SigningClock clock,
                Timers timers,
                Executor workers,
                VtnUpstream upstream,
                StepObserver steps,
                DeliveryLimits limits,
                int messageOctets) {
            this(
                    register,
                    store,
                    clock,
                    timers,
                    workers,
                    upstream,
                    steps,
                    limits,
                    messageOctets,
                    Checks.NONE,
                    new CurrentStates(register));
        }
    }

    /** Reads from the store; nothing runs yet. */
    public Delivery(Needs needs) {
        this.needs = needs;
        DeliveryLimits limits = needs.limits();
        int most = needs.messageOctets();
        room = new QueueRoom(limits.queuedOctetsInAll(), needs.store().unsentOctets());
        counterparts = new Counterparts(
                needs.register(),
                needs.store(),
                needs.clock(),
                needs.workers(),
                new UplinkRoom.UplinkLimits(limits.requestOctets(), limits.requestOctetsInAll(), most, requestOctets),
                needs.checks(),
                needs.states());
        fates = new Fates(needs.store(), most);
        signing = new Signing(needs.store(), room, fates, needs.steps(), most);
        pump = new Pump(needs.store(), needs.clock(), signing, needs.steps());
        EnrolmentDesk enrolments = new EnrolmentDesk(
                needs.clock(), new ConfigurationDesk(needs.clock(), needs.store()), new SecureRandom());
        uplink = new Uplink(
                needs.upstream(),
                needs.clock(),
                needs.timers(),
                needs.steps(),
                most,
                enrolments,
                heldAnswers(needs, fates, most));
        recovery = new Recovery(needs.store(), counterparts, needs.clock(), needs.timers());
        heldRequests = new HeldRequests(needs.store(), counterparts, needs.upstream(), uplink.underWay(), most);
        inbox = new Inbox(uplink, fates, pump, needs.steps(), most);
        outbox = new Outbox(
                counterparts,
                needs.store(),
                needs.clock(),
                needs.timers(),
                pump,
                fates,
                room,
                needs.steps(),
                new Outbox.Limits(
                        new QueueLimits(limits.queuedPayloads(), limits.queuedOctets()), most, limits.fallback()));
    }

    private static HeldAnswers heldAnswers(Needs needs, Fates fates, int most) {
        DeliveryLimits limits = needs.limits();
        return new HeldAnswers(
                needs.store(),
                fates,
                needs.clock(),
                limits.fallback(),
                new QueueLimits(limits.queuedPayloads(), limits.queuedOctets()),
                most);
    }

    /** Answers what was begun before a fall. Before any link. */
    public void recover() {
        needs.store().alive();
        needs.store().noLinks();
        recovery.run();
    }

    /** Begins to move what is urgent to route 2a where there has been no link for too long; to be closed to end. */
    public Fallback fallback(MeterRoute route) {
        return new Fallback(
                        needs.store(),
                        counterparts,
                        signing,
                        needs.clock(),
                        needs.timers(),
                        needs.limits().fallback(),
                        route,
                        needs.steps(),
                        needs.workers())
                .start();
    }

    /** Begins the slow look at everything. */
    public Reconcile reconcile() {
        return new Reconcile(
                        needs.store(),
                        counterparts,
                        inbox,
                        recovery,
                        pump,
                        fates,
                        room,
                        needs.clock(),
                        needs.timers(),
                        needs.limits().reconcile(),
                        needs.workers())
                .start();
    }

    public Counterparts counterparts() {
        return counterparts;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** What CEMs sent above a threshold and an operator decides about. */
    public HeldRequests heldRequests() {
        return heldRequests;
    }

    public Pump pump() {
        return pump;
    }

    /** Payloads that wait unsigned. */
    public QueueRoom queueRoom() {
        return room;
    }

    /** Octets of all requests that have no answer of their VTN yet. */
    public long requestOctets() {
        return requestOctets.get();
    }

    /** How many there may be. */
    public long requestOctetsMost() {
        return needs.limits().requestOctetsInAll();
    }

    /** What has gone to a VTN and has no stored answer. */
    public UnderWay underWay() {
        return uplink.underWay();
    }
}
