package uk.route2b.protocol.tunnel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Puts the fragments of one originator together again.
 *
 * <p>Fragments come late, twice, out of order, and, since ECS46a has no replay protection, replayed by others for ever.
 * So a complete set is only a {@link Candidate}: whoever verifies it says {@link #close} if it was what it claims to
 * be, else it stays open and is tried again at each change. Time is passed in; memory is bounded by
 * {@link TunnelLimits}. Not safe for use by several threads.
 */
public final class Reassembler {
    private final Direction direction;
    private final FragmentOrigin origin;
    private final TunnelLimits limits;
    private final ControlBitProfile profile;
    private final Map<Key, OpenMessage> open = new LinkedHashMap<>();

    /** Takes fragments in {@code direction} from whoever speaks in it. */
    public Reassembler(Direction direction, TunnelLimits limits) {
        this(direction, direction.origin(), limits);
    }

    /** The same with another origin, as a tool wants it. */
    public Reassembler(Direction direction, FragmentOrigin origin, TunnelLimits limits) {
        this(direction, origin, limits, ControlBitProfile.ROUTE_2B);
    }

    /** The same with another reading of the control bits. */
    public Reassembler(Direction direction, FragmentOrigin origin, TunnelLimits limits, ControlBitProfile profile) {
        this.direction = direction;
        this.origin = origin;
        this.limits = limits;
        this.profile = profile;
    }

    /**
     * Takes a text that may be a fragment.
     *
     * @param nowMillis a clock that does not step back
     * @return what may be a whole message now; it is for the caller to verify
     */
    public Offered offer(String text, long nowMillis) {
        dropOld(nowMillis);
        try {
            return offer(Fragment.read(text, profile), nowMillis);
        } catch (MalformedException notAFragment) {
            return new Offered.Ignored(notAFragment.getMessage());
        }
    }

    private Offered offer(Fragment fragment, long nowMillis) {
        Optional<String> breach = breach(fragment);
        if (breach.isPresent()) {
            return new Offered.Ignored(breach.get());
        }
        Key key = Key.of(fragment.header());
        OpenMessage message = open.computeIfAbsent(key, ignored -> new OpenMessage());
        if (message.holds(fragment)) {
            return new Offered.Known(key.messageId());
        }
        message.put(fragment, nowMillis);
        touch(key, message);
        makeRoom();
        return message.complete()
                .map(whole -> candidate(key, whole))
                .orElseGet(() -> new Offered.Kept(key.messageId()));
    }

    /** The rules that an ordinary label text breaks sooner or later. */
    private Optional<String> breach(Fragment fragment) {
        int slice = fragment.slice().length();
        if (fragment.header().bits().origin() != origin) {
            return Optional.of("origin");
        }
        if (slice > direction.sliceCharacters()) {
            return Optional.of("slice-too-long");
        }
        if (!fragment.header().bits().last() && slice != direction.sliceCharacters()) {
            return Optional.of("slice-not-full");
        }
        if (!fragment.header().bits().last() && fragment.header().index() == FragmentHeader.INDEX_MOST) {
            return Optional.of("nothing-can-follow");
        }
        return Optional.empty();
    }

    private Offered candidate(Key key, TunnelMessage whole) {
        try {
            Octets octets = whole.octets(limits.octets());
            return new Offered.Candidate(key.messageId(), key.compressed(), key.base64(), octets);
        } catch (MalformedException notYet) {
            return new Offered.Kept(key.messageId());
        }
    }

    /** Forgets the message of a candidate that verified. */
    public void close(Offered.Candidate candidate) {
        open.remove(new Key(candidate.messageId(), candidate.compressed(), candidate.base64()));
    }

    /** The indexes of open messages that have not come, by message id; the message that changed last at the end. */
    public Map<Integer, List<Integer>> missing() {
        Map<Integer, List<Integer>> missing = new LinkedHashMap<>();
        open.forEach((key, message) -> {
            List<Integer> ofSameId = missing.remove(key.messageId());
            missing.put(key.messageId(), union(message.missing(), ofSameId == null ? List.of() : ofSameId));
        });
        return missing;
    }

    /** Two open messages may share an id, one of them a replay: what either lacks is missing. */
    private static List<Integer> union(List<Integer> some, List<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
    }

    /** How many messages are open. */
    public int openMessages() {
        return open.size();
    }

    /** Characters held for open messages. */
    public int characters() {
        return open.values().stream().mapToInt(OpenMessage::characters).sum();
    }

    private void touch(Key key, OpenMessage message) {
        open.remove(key);
        open.put(key, message);
    }

    private void makeRoom() {
        Iterator<Key> oldestFirst = open.keySet().iterator();
        while (open.size() > limits.openMessages() || characters() > limits.characters()) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    private void dropOld(long nowMillis) {
        long oldest = nowMillis - limits.age().toMillis();
        open.values().removeIf(message -> message.lastChangeMillis() < oldest);
    }

    /** Fragments whose bits 23 to 21 differ are of different messages, whatever their id says. */
    private record Key(int messageId, boolean compressed, boolean base64) {
        static Key of(FragmentHeader header) {
            return new Key(
                    header.messageId(),
                    header.bits().compressed(),
                    header.bits().base64());
        }
    }
}
