package uk.route2b.prove.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.book.Ticks;

/** All that the wire saw: signed messages, and close codes by who sent them. Safe for use by several threads. */
public final class WireBook {
    private final Ticks ticks;
    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<Integer, Integer> closesByGateway = new TreeMap<>();
    private final Map<Integer, Integer> closesByCem = new TreeMap<>();

    public WireBook(Ticks ticks) {
        this.ticks = ticks;
    }

    synchronized void saw(String cem, boolean down, Octets octets) {
        sightings.add(new Sighting(ticks.next(), cem, down, octets));
    }

    synchronized void sawClose(boolean down, int code) {
        (down ? closesByGateway : closesByCem).merge(code, 1, Integer::sum);
    }

    /** In the order in which they passed, without the first {@code from}. */
    public synchronized List<Sighting> sightings(int from) {
        return List.copyOf(sightings.subList(from, sightings.size()));
    }

    /** How often a gateway closed with {@code code}. */
    public synchronized int closesByGateway(int code) {
        return closesByGateway.getOrDefault(code, 0);
    }

    /** Close codes of both ends, for a person. */
    public synchronized String closes() {
        return "by gateways " + closesByGateway + ", by CEMs " + closesByCem;
    }
}
