package uk.route2b.server.checks.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.DispatchCap;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CheckStore;
import uk.route2b.server.store.DispatchChange;
import uk.route2b.server.store.DispatchCount;

/**
 * The fleet-wide cap on dispatch: a compromised VTN must not switch a million homes at once. Asked before anything that
 * may change a load is signed, whatever route it takes; counts in the store, over all nodes. Blocks for as long as the
 * store does; safe for use by several threads, one CEM's calls one after the other.
 */
public final class DispatchGuard {
    public static final String CAP = "dispatch-cap";
    public static final String UNREADABLE = "dispatch-unreadable";
    public static final String TOO_MANY = "dispatch-changes";
    public static final String TOO_FAR = "dispatch-far-ahead";

    private static final long MINUTE = 60_000;
    /** What begins later than this is not counted but held: its counts would have to be kept as long. */
    private static final long AHEAD_MOST = 366L * 24 * 60;

    private final CheckStore store;
    private final DispatchCap cap;
    private final ToIntFunction<EntityIdentifier> active;
    private final LoadReader reader;
    private final InstantSource clock;

    /** @param active how many CEMs of a DSRSP are active */
    public DispatchGuard(
            CheckStore store,
            DispatchCap cap,
            ToIntFunction<EntityIdentifier> active,
            LoadReader reader,
            InstantSource clock) {
        this.store = store;
        this.cap = cap;
        this.active = active;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * A payload is about to be signed for a VEN.
     *
     * @param released an operator has looked at it: it is counted and passes
     */
    public DispatchVerdict payload(CemKey key, String ven, Octets body, boolean released) {
        try {
            Optional<List<LoadEvent>> events = reader.read(body);
            return events.isEmpty() ? new DispatchVerdict.Admitted() : list(key, ven, events.get(), released);
        } catch (MalformedException unreadable) {
            return breach(UNREADABLE, unreadable.reason().code(), released);
        }
    }

    private DispatchVerdict list(CemKey key, String ven, List<LoadEvent> events, boolean released) {
        long now = now();
        LoadList before = store.dispatchList(key, ven).map(LoadList::read).orElse(LoadList.of(List.of()));
        var minutes = before.changes(events, now);
        if (!minutes.isEmpty() && minutes.last() > now + AHEAD_MOST) {
            String detail = "something begins or ends at " + time(minutes.last());
            DispatchVerdict verdict = breach(TOO_FAR, detail, released);
            if (verdict instanceof DispatchVerdict.Held) {
                return verdict;
            }
            minutes = new java.util.TreeSet<>(minutes.headSet(now + AHEAD_MOST));
        }
        LoadList after = LoadList.of(events);
        if (minutes.isEmpty() && after.equals(before)) {
            return new DispatchVerdict.Admitted();
        }
        var list = new DispatchChange.VenList(ven, after.text());
        return count(key, Optional.of(list), List.copyOf(minutes), now, released);
    }

    /** A CEM is about to be given another link configuration in the place of one that it has. */
    public DispatchVerdict move(CemKey key) {
        long now = now();
        return count(key, Optional.empty(), List.of(now), now, false);
    }

    private DispatchVerdict count(
            CemKey key, Optional<DispatchChange.VenList> list, List<Long> minutes, long now, boolean released) {
        long most = cap.of(active.applyAsInt(key.dsrsp()));
        boolean anyhow = released || cap.breach() == Breach.WARN;
        DispatchCount count = store.countDispatch(key, new DispatchChange(list, minutes, now, most, anyhow));
        if (count.counted() && count.cems() <= most) {
            return new DispatchVerdict.Admitted();
        }
        if (count.cems() == Long.MAX_VALUE) {
            return breach(TOO_MANY, "more than " + DispatchChange.MINUTES_MOST + " changes of one CEM", released);
        }
        String detail = count.cems() + " CEMs may change in the ten minutes from " + time(count.fromMinute())
                + ", and the cap is " + most;
        return breach(CAP, detail, released);
    }

    private DispatchVerdict breach(String reason, String detail, boolean released) {
        return released || cap.breach() == Breach.WARN
                ? new DispatchVerdict.Warned(reason, detail)
                : new DispatchVerdict.Held(reason, detail, cap.breach() == Breach.CLOSE);
    }

    private long now() {
        return Math.floorDiv(clock.millis(), MINUTE);
    }

    private static Instant time(long minute) {
        return Instant.ofEpochMilli(minute * MINUTE);
    }
}
