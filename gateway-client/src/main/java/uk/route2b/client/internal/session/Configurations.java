package uk.route2b.client.internal.session;

import java.util.Optional;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.LinkControl;

/**
 * The link configurations that a CEM knows. Immutable.
 *
 * @param inForce the one that a gateway welcomed
 * @param candidate one that is being tried
 * @param highestVersion the highest version ever taken as a candidate: one that failed comes back under a new version
 * @param failure the last candidate, if it was given up; the DSRSP is told of it until another one comes
 */
public record Configurations(
        Optional<LinkConfiguration> inForce,
        Optional<LinkConfiguration> candidate,
        long highestVersion,
        Optional<Failure> failure) {
    /** None yet. */
    public static final Configurations NONE =
            new Configurations(Optional.empty(), Optional.empty(), 0, Optional.empty());

    /**
     * A candidate that was given up.
     *
     * @param reason a stable reason code
     * @param told whether a report has left, by whatever route; on 2a it leaves once
     */
    public record Failure(long version, String reason, boolean told) {
        LinkControl.Configured report() {
            return new LinkControl.Configured(version, false, reason);
        }
    }

    /** A configuration that is taken up without having been tried, as an installer enters it. */
    static Configurations installed(LinkConfiguration configuration) {
        return new Configurations(
                Optional.of(configuration), Optional.empty(), configuration.version(), Optional.empty());
    }

    Configurations trying(LinkConfiguration next) {
        return new Configurations(inForce, Optional.of(next), next.version(), Optional.empty());
    }

    Configurations committed() {
        return new Configurations(candidate, Optional.empty(), highestVersion, Optional.empty());
    }

    /** The candidate is given up, and what is in force stays so. */
    Configurations rolledBack(String reason) {
        Optional<Failure> given = candidate.map(failed -> new Failure(failed.version(), reason, false));
        return new Configurations(inForce, Optional.empty(), highestVersion, given.or(() -> failure));
    }

    /** The DSRSP was told of the failure. */
    Configurations told() {
        Optional<Failure> told = failure.map(failed -> new Failure(failed.version(), failed.reason(), true));
        return new Configurations(inForce, candidate, highestVersion, told);
    }

    /** Version of the one in force; 0 if there is none. */
    public long version() {
        return inForce.map(LinkConfiguration::version).orElse(0L);
    }
}
