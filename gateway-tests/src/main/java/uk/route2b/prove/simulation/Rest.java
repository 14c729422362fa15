package uk.route2b.prove.simulation;

import java.util.List;
import java.util.Map;
import uk.route2b.client.internal.session.CemState;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.checker.Verdict;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.store.PayloadState;

/** Looks at the end of a day whether everything has come to rest and each message has one final state. */
final class Rest {
    /** What a world at rest waits for: timers of both ends, and deadlines of links that have gone. */
    private static final int TASKS_MOST = 60;

    private final World world;

    Rest(World world) {
        this.world = world;
    }

    void look() {
        Verdict verdict = world.day().settled();
        verdict.breaches().forEach(world.happenings()::breach);
        world.happenings().counts().add("last-hop repeats", verdict.lastHopRepeats());
        world.happenings().counts().add(Fault.SUPERSEDED.words(), verdict.superseded());
        world.routes().check().unanswered().forEach(world.happenings()::breach);
        List<String> open = world.day().open();
        require(open.isEmpty(), "without a final state: " + open);
        world.homes().forEach(this::look);
        world.gateway().ifPresentOrElse(this::look, () -> broken("no gateway runs"));
        require(world.time().waiting() <= TASKS_MOST, world.time().waiting() + " tasks still wait");
    }

    private void look(Home home) {
        String name = home.household().name();
        if (home.cem().isEmpty()) {
            broken(name + " does not run");
            return;
        }
        CemSide cem = home.cem().get();
        CemState state = cem.state();
        require(
                cem.engine().status().isOpen(),
                name + " has no link: " + cem.engine().status());
        require(
                state.outgoing().isEmpty(),
                name + " still waits for answers to " + state.outgoing().keySet());
        require(
                state.inbox().entries().isEmpty(),
                name + " still holds " + state.inbox().entries());
        require(
                state.sent().window().size() == 0,
                name + " has a window of " + state.sent().window().size());
        require(cem.engine().status().counters().queued() == 0, name + " has requests in its queue");
        require(cem.waiting() == 0, "VENs of " + name + " have not taken what waits");
        require(state.configurations().candidate().isEmpty(), name + " still tries a configuration");
    }

    private void look(GatewaySide gateway) {
        Map<PayloadState, Long> states = world.house().store().payloadCounts();
        for (PayloadState state : PayloadState.values()) {
            require(
                    !state.isOpen() || states.getOrDefault(state, 0L) == 0,
                    states.get(state) + " payloads are " + state);
        }
        require(world.house().store().begun().isEmpty(), "the gateway has begun requests without an answer");
        require(gateway.delivery().requestOctets() == 0, gateway.delivery().requestOctets() + " octets of requests");
        world.homes().forEach(home -> {
            Counterpart counterpart = gateway.counterpart(home.household());
            require(
                    counterpart.link().isPresent(),
                    "the gateway has no link to " + home.household().name());
            require(
                    counterpart.ledger().awaited().isEmpty(),
                    "the gateway waits for " + home.household().name());
        });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken(otherwise);
        }
    }

    private void broken(String what) {
        world.happenings().breach(Breach.Kind.NOT_AT_REST, what);
    }
}
