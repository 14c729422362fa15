package uk.route2b.client.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.RestoredSpan;
import uk.route2b.client.StateSummary;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A state as it is stored, for whoever copies or looks at it and runs no engine. */
public final class StoredState {
    /** How far the DSRSP's clock may be ahead of ours; it counts only for what comes before the first welcome. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final CemState state;

    private StoredState(CemState state) {
        this.state = state;
    }

    /** Whose state something is. */
    public record Owner(EntityIdentifier cem, EntityIdentifier dsrsp) {}

    /**
     * Reads a state.
     *
     * @throws IOException if it can not be read
     */
    public static StoredState read(Octets stored) throws IOException {
        try {
            return new StoredState(CemStateJson.read(stored));
        } catch (MalformedException unreadable) {
            throw new IOException("the stored state can not be read: " + unreadable.getMessage()
                    + ". Was it written by a newer version?");
        }
    }

    /** The names of the bodies that it needs. */
    public Set<String> bodies() {
        return state.bodies();
    }

    public boolean isOf(Owner owner) {
        return state.cem().equals(owner.cem()) && state.dsrsp().equals(owner.dsrsp());
    }

    public StateSummary summary() {
        return new StateSummary(
                state.cem(),
                state.dsrsp(),
                state.sent().last(),
                state.received().highestAccepted(),
                state.outgoing().size(),
                state.inbox().entries().size());
    }

    /** The link configuration in force, if a gateway has welcomed one. */
    public Optional<LinkConfiguration> configuration() {
        return state.configurations().inForce();
    }

    /** The TLS key that was enrolled, with what its chain needs of {@code anchors}; empty if there is none to show. */
    public Optional<KeySource> enrolled(TrustAnchors anchors, Instant now) {
        return state.credentials().enrolment().shown(now, false).map(key -> key.source(anchors));
    }

    /** The same marked as restored; payloads get numbers that the lost state has not given. */
    public Octets restored(Instant copied, Instant now) {
        long until = now.plus(AHEAD).toEpochMilli();
        Inbox inbox = state.inbox();
        Inbox above = new Inbox(Math.max(inbox.lastNumber(), now.toEpochMilli()), inbox.entries());
        return CemStateJson.write(state.with(above).with(new RestoredSpan(copied, now, until, false)));
    }
}
