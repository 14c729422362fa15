package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/** Texts of labels and alerts, one a line, and what a reassembler makes of them; each line is a second later. */
final class FragmentTarget implements FuzzTarget {
    private static final TunnelLimits LIMITS = TunnelLimits.DEFAULT;
    private static final long SECOND = 1_000;

    @Override
    public String name() {
        return "fragment";
    }

    /** A line for each direction. */
    @Override
    public int texts(Octets input) {
        return Direction.values().length * input.text().split("\n", -1).length;
    }

    @Override
    public void read(Octets input) throws MalformedException {
        String[] lines = input.text().split("\n", -1);
        for (Direction direction : Direction.values()) {
            joins(new Reassembler(direction, LIMITS), lines);
        }
        for (String line : lines) {
            Fragment fragment = Fragment.read(line);
            Finding.unless(fragment.text().equals(line), "a fragment is written otherwise than it was read");
        }
    }

    private static void joins(Reassembler reassembler, String[] lines) {
        long now = 0;
        for (String line : lines) {
            now += SECOND;
            if (reassembler.offer(line, now) instanceof Offered.Candidate candidate) {
                Finding.unless(candidate.octets().size() <= LIMITS.octets(), "a message is longer than it may be");
                reassembler.close(candidate);
            }
            Finding.unless(reassembler.openMessages() <= LIMITS.openMessages(), "too many messages are open");
            Finding.unless(reassembler.characters() <= LIMITS.characters(), "too many characters are kept");
        }
    }
}
