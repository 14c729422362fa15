package uk.route2b.prove.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/**
 * Listens to one direction of route 2a, before and behind the faults, and keeps what passed, as anybody there could.
 */
final class Recorder {
    private static final int KEPT = 12;
    private final Direction direction;
    private final VirtualTime time;
    private final Reassembler leaving;
    private final Reassembler arriving;
    private final Consumer<Octets> whole;
    private final Consumer<Octets> delivered;
    private final Deque<Octets> kept = new ArrayDeque<>();

    /**
     * Listens.
     *
     * @param whole told each message of which all fragments have left
     * @param delivered told each message of which all fragments have come
     */
    Recorder(Direction direction, VirtualTime time, Consumer<Octets> whole, Consumer<Octets> delivered) {
        this.direction = direction;
        this.time = time;
        this.leaving = new Reassembler(direction, TunnelLimits.DEFAULT);
        this.arriving = new Reassembler(direction, TunnelLimits.DEFAULT);
        this.whole = whole;
        this.delivered = delivered;
    }

    void left(String text) {
        if (leaving.offer(text, time.now()) instanceof Offered.Candidate candidate) {
            leaving.close(candidate);
            kept.add(candidate.octets());
            if (kept.size() > KEPT) {
                kept.remove();
            }
            whole.accept(candidate.octets());
        }
    }

    void arrived(String text) {
        if (arriving.offer(text, time.now()) instanceof Offered.Candidate candidate) {
            arriving.close(candidate);
            delivered.accept(candidate.octets());
        }
    }

    /** A recorded message cut anew under {@code id}, in order. */
    Optional<List<String>> again(Chance chance, int id) {
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(FragmentSplitter.split(chance.pick(List.copyOf(kept)), direction, id).stream()
                        .map(Fragment::text)
                        .toList());
    }
}
