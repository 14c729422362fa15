package uk.route2b.prove.simulation;

import uk.route2b.client.internal.session.CemState;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.prove.checker.Breach;

/** Looks after each step whether anything is broken, and whether everything stays within its limits. */
final class Watch {
    private static final int TASKS_MOST = 2_000;
    private static final int SOCKETS_MOST = 60;
    private static final int SOCKET_QUEUE_MOST = 272;
    private final World world;

    Watch(World world) {
        this.world = world;
    }

    /** False once something is broken. */
    boolean look() {
        world.homes().forEach(home -> home.cem().ifPresent(this::look));
        world.gateway().ifPresent(this::look);
        within("tasks that wait", world.time().waiting(), TASKS_MOST);
        within("sockets", world.network().open(), SOCKETS_MOST);
        if (world.day().takeChanged()) {
            world.day().underWay().breaches().forEach(world.happenings()::breach);
            within("messages in a socket", world.network().longestQueue(), SOCKET_QUEUE_MOST);
        }
        return world.happenings().holds();
    }

    private void look(CemSide cem) {
        cem.lookAtRoute();
        CemState state = cem.state();
        int inbox = state.inbox().entries().size();
        within("signed requests of a CEM", state.outgoing().size(), CounterMemory.SIZE);
        within("the window of a CEM", state.sent().window().size(), CounterMemory.SIZE);
        within("the memory of a CEM", state.received().memory().messages().size(), CounterMemory.SIZE);
        within("payloads that wait at a CEM", inbox, CemSide.LIMITS.waitingPayloads());
        within(
                "requests that wait at a CEM",
                cem.engine().status().counters().queued(),
                CemSide.LIMITS.queuedRequests());
        if (inbox == CemSide.LIMITS.waitingPayloads() && cem.isNewlyFull()) {
            world.happenings().fault(Fault.CEM_FULL, cem.household().name() + ": all places are full");
        } else if (inbox < CemSide.LIMITS.waitingPayloads()) {
            cem.hasPlaces();
        }
    }

    private void look(GatewaySide gateway) {
        within(
                "octets that wait at the gateway",
                gateway.delivery().queueRoom().octets(),
                GatewaySide.LIMITS.queuedOctetsInAll());
        within(
                "octets of requests at the gateway",
                gateway.delivery().requestOctets(),
                GatewaySide.LIMITS.requestOctetsInAll());
    }

    private void within(String what, long is, long most) {
        if (is > most) {
            world.happenings().breach(Breach.Kind.BOUND, what + ": " + is + ", the limit is " + most);
        }
    }
}
