package uk.route2b.prove.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;

/** The internet between CEMs and gateway. */
final class SimulatedNetwork {
    private final VirtualTime time;
    private final Chance chance;
    private final Cast cast;
    private final Happenings happenings;
    private final Routes routes;
    private final Supplier<Optional<GatewaySide>> gateway;
    private final Set<SimulatedLink> links = new LinkedHashSet<>();
    private boolean down;
    private boolean rough;

    /** @param gateway the one that listens, if one does */
    SimulatedNetwork(
            VirtualTime time,
            Chance chance,
            Cast cast,
            Happenings happenings,
            Routes routes,
            Supplier<Optional<GatewaySide>> gateway) {
        this.time = time;
        this.chance = chance;
        this.cast = cast;
        this.happenings = happenings;
        this.routes = routes;
        this.gateway = gateway;
    }

    /** Whether it delays and refuses by chance. */
    void rough(boolean now) {
        rough = now;
    }

    /** Whether nothing passes and no dial succeeds. */
    void down(boolean now) {
        down = now;
        if (now) {
            links(link -> true).forEach(link -> cut(link, chance.oneIn(2)));
        }
    }

    LinkTransport transport(CemSide cem) {
        return new LinkTransport() {
            @Override
            public Socket dial(Order order, Events events) {
                SimulatedLink link = new SimulatedLink(cem, events, SimulatedNetwork.this, time);
                time.after(delay(), () -> upgrade(link));
                return link;
            }

            @Override
            public void close() {
                // sockets end with their process
            }
        };
    }

    private void upgrade(SimulatedLink link) {
        Optional<GatewaySide> listening =
                gateway.get().filter(side -> side.process().isAlive());
        if (!link.cem().process().isAlive()) {
            return;
        }
        if (down || listening.isEmpty() || (rough && chance.oneIn(6))) {
            happenings.fault(Fault.LINK_REFUSED, link.cem().household().name() + " is refused a link");
            link.refuse("refused");
            return;
        }
        links.add(link);
        link.open(listening.get());
    }

    /** Cuts one; half dead if {@code silently}. */
    void cut(SimulatedLink link, boolean silently) {
        String name = link.cem().household().name();
        boolean stood = link.stands();
        int lost = silently ? link.halfDead() : link.cut("reset");
        if (stood) {
            happenings.fault(
                    silently ? Fault.LINK_HALF_DEAD : Fault.LINK_CUT,
                    name + (silently ? ": its link is half dead, " : ": its link is cut, ") + lost + " under way");
        }
        for (int i = 0; i < lost; i++) {
            happenings.counts().add(Fault.DROPPED.words());
        }
    }

    /** Those that stand and are meant. */
    List<SimulatedLink> links(java.util.function.Predicate<SimulatedLink> meant) {
        return new ArrayList<>(
                links.stream().filter(SimulatedLink::stands).filter(meant).toList());
    }

    /** How many sockets are not closed. */
    int open() {
        return links.size();
    }

    int longestQueue() {
        return links.stream().mapToInt(SimulatedLink::messages).max().orElse(0);
    }

    void over(SimulatedLink link) {
        links.remove(link);
    }

    long delay() {
        if (rough && chance.oneIn(25)) {
            happenings.counts().add(Fault.DELAYED.words());
            return chance.between(DayTime.SECOND, 20 * DayTime.SECOND);
        }
        return chance.between(10, 60);
    }

    TlsBinding binding(Household household) {
        return cast.binding(household);
    }

    void sent(Household household, boolean downward, Octets message) {
        routes.sentByLink(household, downward, message);
    }

    void delivered(Household household, boolean downward, Octets message) {
        routes.deliveredByLink(household, downward, message);
    }

    void closing(Household household, int code, String reason) {
        happenings.note("gateway closes " + household.name() + " " + code + " " + reason);
        if (code == CloseCode.SUPERSEDED.number()) {
            happenings.counts().add(Fault.TAKEN_OVER.words());
        }
    }
}
