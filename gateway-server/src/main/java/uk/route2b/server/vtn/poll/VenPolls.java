package uk.route2b.server.vtn.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import uk.route2b.server.delivery.Outbox;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.RegistrationWatch;
import uk.route2b.server.vtn.VtnUpstream;

/**
 * Polls VTNs in the place of VENs that never poll themselves, since their CEMs answer them. Safe for use by several
 * threads; nothing here blocks.
 *
 * <p>Where several nodes share a store only the one that has the CEM's link polls for its VENs, or they would together
 * be faster than the VTN asks.
 */
public final class VenPolls implements RegistrationWatch, AutoCloseable {
    private static final Duration SPREAD_OF_ONE = Duration.ofMillis(10);
    private static final Duration SPREAD_LEAST = Duration.ofMillis(500);

    private final Map<Name, VenPoll> polls = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    private record Name(String vtn, String ven) {}

    /**
     * What polling needs.
     *
     * @param mayPoll whether the CEM is active and this node is the one that polls for it
     */
    public record Needs(
            VtnUpstream upstream, Outbox outbox, Timers timers, RandomGenerator random, Predicate<CemKey> mayPoll) {}

    /** For every VEN whose VTN wants it; nothing is asked yet. */
    public VenPolls(Register register, Needs needs) {
        this.random = needs.random();
        for (CemKey key : register.cems()) {
            Cem cem = register.cem(key).orElseThrow();
            cem.vens().stream()
                    .filter(ven -> ven.vtn().upstream().polls())
                    .forEach(ven -> polls.put(name(ven.vtn(), ven.id()), new VenPoll(key, cem, ven, needs)));
        }
    }

    private static Name name(Vtn vtn, String ven) {
        return new Name(vtn.name(), ven);
    }

    /** Begins, spread over a while, so that a fleet does not ask with one voice. */
    public VenPolls start() {
        long spread =
                SPREAD_OF_ONE.multipliedBy(polls.size()).plus(SPREAD_LEAST).toMillis();
        polls.values().forEach(poll -> poll.begin(Duration.ofMillis(random.nextLong(spread))));
        return this;
    }

    @Override
    public void registered(Vtn vtn, String ven, Optional<Duration> pollFrequency) {
        VenPoll poll = polls.get(name(vtn, ven));
        if (poll != null) {
            poll.registered(pollFrequency);
        }
    }

    /** How all of them stand. */
    public List<PollReport> reports() {
        List<PollReport> reports = new ArrayList<>();
        polls.values().forEach(poll -> reports.add(poll.report()));
        reports.sort(java.util.Comparator.comparing(PollReport::vtn).thenComparing(PollReport::ven));
        return reports;
    }

    @Override
    public void close() {
        polls.values().forEach(VenPoll::stop);
    }

    /** The VEN, with its VTN told by nobody else than the answer to its poll. */
    static Ven taken(Ven ven) {
        return ven.at(ven.vtn().answeredOnStore());
    }
}
