package uk.route2b.protocol.tunnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

/**
 * One seeded run of a lossy, replaying tunnel against a {@link Join}, checked after every step.
 *
 * <p>The result of each message is the exact message or a failure with a name; what has no name is a broken promise and
 * fails the run.
 */
final class ReassemblySimulation {
    static final TunnelLimits LIMITS = new TunnelLimits(4, 12_000, 16_384, Duration.ofMinutes(10));

    /** The part of a reassembler that is checked, so that a fault can be planted between. */
    interface Join {
        Offered offer(String text, long nowMillis);

        void close(Offered.Candidate candidate);

        int openMessages();

        int characters();
    }

    enum Disturbance {
        SHUFFLED,
        REPEATED,
        LOST,
        MIXED,
        STALE,
        FOREIGN,
        LOOKALIKE,
        COMPRESSED,
        AS_IS,
        PAUSED
    }

    /** What became of a message. */
    enum Result {
        EXACT,
        /** A fragment never came. */
        INCOMPLETE,
        /** A replayed fragment stands where a real one stood. */
        REPLACED,
        /** More was open than the limits allow, so the oldest went. */
        CROWDED_OUT,
        /** Its first fragments were older than the limit when the others came. */
        AGED_OUT,
        /** A replayed whole message, good in itself, was taken and its id closed. */
        CLOSED_WITH_A_REPLAY
    }

    private record Sent(int id, Octets octets, List<Fragment> fragments) {
        String key() {
            return id + "/" + fragments.get(0).header().bits().compressed();
        }
    }

    private final Chance chance;
    private final Direction direction;
    private final Join join;
    private final Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);
    private final List<Sent> messages = new ArrayList<>();
    private final List<Sent> replays = new ArrayList<>();
    private final Map<String, Map<Integer, String>> latest = new LinkedHashMap<>();
    private final Map<Sent, Result> results = new HashMap<>();
    private long nowMillis;
    private boolean crowded;
    private boolean aged;

    ReassemblySimulation(long seed, Function<Direction, Join> joins) {
        chance = new Chance(seed);
        direction = chance.oneOf(List.of(Direction.values()));
        join = joins.apply(direction);
    }

    Map<Disturbance, Integer> disturbances() {
        return disturbances;
    }

    /** The results in the order in which the messages were sent, after the first pass. */
    List<Result> run() {
        prepare();
        List<String> texts = disturbed();
        texts.forEach(this::step);
        List<Result> afterFirstPass = messages.stream().map(this::result).toList();
        messages.forEach(this::sendAgainUndisturbed);
        return afterFirstPass;
    }

    private void prepare() {
        int count = chance.between(1, 3);
        for (int index = 0; index < count; index++) {
            int id = 10 * index + chance.below(10);
            messages.add(sent(id));
            if (chance.once(3)) {
                replays.add(sent(id));
            }
        }
        count(Disturbance.MIXED, count - 1);
    }

    private Sent sent(int id) {
        int size = chance.between(1, direction == Direction.DOWN ? 900 : 2500);
        Octets octets = chance.once(2) ? chance.octets(size) : chance.repetitive(size);
        Sent sent = new Sent(id, octets, FragmentSplitter.split(octets, direction, id));
        count(sent.fragments().get(0).header().bits().compressed() ? Disturbance.COMPRESSED : Disturbance.AS_IS, 1);
        return sent;
    }

    private List<String> disturbed() {
        List<String> texts = new ArrayList<>();
        boolean loses = chance.once(2);
        messages.forEach(message -> message.fragments().forEach(fragment -> carry(fragment.text(), texts, loses)));
        replays.forEach(replay -> replay.fragments().forEach(fragment -> replay(fragment.text(), texts)));
        int storm = chance.once(6) ? 25 : 0;
        for (int foreign = storm + chance.below(4); foreign > 0; foreign--) {
            foreign(texts);
        }
        if (texts.size() > 1 && !chance.once(4)) {
            chance.shuffle(texts);
            count(Disturbance.SHUFFLED, 1);
        }
        return texts;
    }

    private void carry(String text, List<String> texts, boolean loses) {
        if (loses && chance.once(12)) {
            count(Disturbance.LOST, 1);
            return;
        }
        texts.add(text);
        if (chance.once(6)) {
            texts.add(text);
            count(Disturbance.REPEATED, 1);
        }
    }

    private void replay(String text, List<String> texts) {
        if (!chance.once(3)) {
            texts.add(text);
            count(Disturbance.STALE, 1);
        }
    }

    private void foreign(List<String> texts) {
        if (chance.once(3)) {
            ControlBits bits = new ControlBits(direction.origin(), chance.once(2), true, true);
            FragmentHeader header = new FragmentHeader(bits, chance.below(3), 100 + chance.below(100));
            texts.add(new Fragment(header, "Kettle").text());
            count(Disturbance.LOOKALIKE, 1);
        } else {
            texts.add(chance.oneOf(List.of("Heat pump", "", "EV", "Spare 1", "=".repeat(110), "\u0000\u0000")));
            count(Disturbance.FOREIGN, 1);
        }
    }

    private void step(String text) {
        pause();
        Optional<Fragment> fragment = fragment(text);
        boolean changes = fragment.map(this::note).orElse(false);
        Offered offered = join.offer(text, nowMillis);
        if (offered instanceof Offered.Candidate candidate) {
            verify(candidate);
        } else if (changes && !crowded && !aged) {
            fragment.flatMap(this::completedBy).ifPresent(sent -> {
                throw new AssertionError("message " + sent.id() + " is whole and no candidate: " + offered);
            });
        }
        checkMemory();
    }

    private void pause() {
        nowMillis += chance.below(1000);
        if (chance.once(400)) {
            nowMillis += LIMITS.age().toMillis() + 1;
            aged = true;
            count(Disturbance.PAUSED, 1);
        }
    }

    private Optional<Fragment> fragment(String text) {
        try {
            return Optional.of(Fragment.read(text));
        } catch (MalformedException foreign) {
            return Optional.empty();
        }
    }

    /** Whether the text is another one than the last that came for its place. */
    private boolean note(Fragment fragment) {
        String key =
                fragment.header().messageId() + "/" + fragment.header().bits().compressed();
        String before = latest.computeIfAbsent(key, ignored -> new HashMap<>())
                .put(fragment.header().index(), fragment.text());
        int characters = latest.values().stream()
                .flatMap(byIndex -> byIndex.values().stream())
                .mapToInt(String::length)
                .sum();
        crowded |= latest.size() > LIMITS.openMessages() || characters > LIMITS.characters();
        return !fragment.text().equals(before);
    }

    private Optional<Sent> completedBy(Fragment fragment) {
        List<Sent> all = new ArrayList<>(messages);
        all.addAll(replays);
        return all.stream()
                .filter(sent -> sent.fragments().contains(fragment) && isWhole(sent))
                .findFirst();
    }

    private boolean isWhole(Sent sent) {
        Map<Integer, String> byIndex = latest.getOrDefault(sent.key(), Map.of());
        return sent.fragments().stream()
                .allMatch(fragment ->
                        fragment.text().equals(byIndex.get(fragment.header().index())));
    }

    /** As a signature would: only what somebody really sent, whole and unchanged, is taken. */
    private void verify(Offered.Candidate candidate) {
        String key = candidate.messageId() + "/" + candidate.compressed();
        for (Sent sent : messages) {
            if (sent.key().equals(key) && sent.octets().equals(candidate.octets())) {
                results.put(sent, Result.EXACT);
                close(candidate, key);
                return;
            }
        }
        if (replays.stream()
                .anyMatch(sent -> sent.key().equals(key) && sent.octets().equals(candidate.octets()))) {
            messages.stream()
                    .filter(sent -> sent.key().equals(key))
                    .forEach(sent -> results.putIfAbsent(sent, Result.CLOSED_WITH_A_REPLAY));
            close(candidate, key);
        }
    }

    private void close(Offered.Candidate candidate, String key) {
        join.close(candidate);
        latest.remove(key);
    }

    private void checkMemory() {
        if (join.openMessages() > LIMITS.openMessages() || join.characters() > LIMITS.characters()) {
            throw new AssertionError(
                    join.openMessages() + " messages and " + join.characters() + " characters are open");
        }
    }

    private Result result(Sent sent) {
        Result known = results.get(sent);
        if (known != null) {
            return known;
        }
        Map<Integer, String> byIndex = latest.getOrDefault(sent.key(), Map.of());
        if (sent.fragments().stream()
                .anyMatch(fragment -> !byIndex.containsKey(fragment.header().index()))) {
            return Result.INCOMPLETE;
        }
        if (!isWhole(sent) || byIndex.size() > sent.fragments().size()) {
            return Result.REPLACED;
        }
        if (aged) {
            return Result.AGED_OUT;
        }
        if (crowded) {
            return Result.CROWDED_OUT;
        }
        throw new AssertionError("message " + sent.id() + " came whole and was never given, for no reason");
    }

    /** A retry keeps id and fragments, and heals every failure. */
    private void sendAgainUndisturbed(Sent sent) {
        if (results.get(sent) == Result.EXACT) {
            return;
        }
        for (Fragment fragment : sent.fragments()) {
            if (join.offer(fragment.text(), nowMillis) instanceof Offered.Candidate candidate) {
                verify(candidate);
            }
            checkMemory();
        }
        if (results.get(sent) != Result.EXACT) {
            throw new AssertionError("message " + sent.id() + " was sent again whole and did not arrive");
        }
    }

    private void count(Disturbance disturbance, int times) {
        disturbances.merge(disturbance, times, Integer::sum);
    }
}
