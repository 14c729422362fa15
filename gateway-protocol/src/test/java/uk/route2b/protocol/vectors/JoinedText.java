package uk.route2b.protocol.vectors;

import java.util.List;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/** What a reassembler makes of fragments that come once and in order. */
final class JoinedText {
    private JoinedText() {}

    static Octets of(Direction direction, List<String> fragments) {
        Reassembler reassembler = new Reassembler(direction, TunnelLimits.DEFAULT);
        Octets joined = Octets.EMPTY;
        for (String fragment : fragments) {
            if (reassembler.offer(fragment, 0) instanceof Offered.Candidate candidate) {
                joined = candidate.octets();
            }
        }
        return joined;
    }
}
