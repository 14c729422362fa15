package uk.route2b.pki.command.fragment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.FragmentHeader;
import uk.route2b.protocol.tunnel.FragmentOrigin;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/**
 * What the fragments of a text make: whole messages by id, and what is missing of the others.
 *
 * @param whole the octets of each whole message
 * @param missing the indexes that each other message lacks
 */
record JoinedFragments(Map<Integer, Octets> whole, Map<Integer, List<Integer>> missing) {
    private static final int MESSAGE_IDS = FragmentHeader.MESSAGE_ID_MOST + 1;
    private static final int MOST = 16 * 1024 * 1024;
    private static final TunnelLimits LIMITS = new TunnelLimits(MESSAGE_IDS, MOST, MOST, Duration.ofDays(1));

    /** Joins the lines of {@code text}; the fill of labels at their ends does not count. */
    static JoinedFragments of(String text, Direction direction, FragmentOrigin origin) {
        Reassembler reassembler = new Reassembler(direction, origin, LIMITS);
        Map<Integer, Octets> whole = new TreeMap<>();
        text.lines().map(line -> line.replaceAll("=*\\s*$", "")).forEach(line -> {
            if (reassembler.offer(line, 0) instanceof Offered.Candidate candidate) {
                whole.put(candidate.messageId(), candidate.octets());
            }
        });
        Map<Integer, List<Integer>> missing = new TreeMap<>(reassembler.missing());
        missing.keySet().removeAll(whole.keySet());
        return new JoinedFragments(whole, missing);
    }

    /** The message that was asked for, or the only one. */
    Optional<Octets> one(Optional<Integer> messageId) {
        if (messageId.isPresent()) {
            return Optional.ofNullable(whole.get(messageId.get()));
        }
        boolean only = whole.size() == 1 && missing.isEmpty();
        return only ? whole.values().stream().findFirst() : Optional.empty();
    }

    /** Why there is not one message. */
    String problem() {
        if (whole.isEmpty() && missing.isEmpty()) {
            return "there is no fragment of this direction in it";
        }
        return "whole messages " + whole.keySet() + ", missing fragments by message " + missing;
    }
}
