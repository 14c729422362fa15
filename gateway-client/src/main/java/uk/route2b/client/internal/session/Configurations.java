package uk.route2b.client.internal.session;

import java.util.Optional;
import uk.route2b.protocol.configuration.LinkConfiguration;

/**
 * The link configurations that a CEM knows. Immutable.
 *
 * @param inForce the one that a gateway welcomed
 * @param candidate one that is being tried
 * @param highestVersion the highest version ever taken as a candidate: one that failed comes back under a new version
 */
public record Configurations(
        Optional<LinkConfiguration> inForce, Optional<LinkConfiguration> candidate, long highestVersion) {
    /** None yet. */
    public static final Configurations NONE = new Configurations(Optional.empty(), Optional.empty(), 0);

    /** A configuration that is taken up without having been tried, as an installer enters it. */
    static Configurations installed(LinkConfiguration configuration) {
        return new Configurations(Optional.of(configuration), Optional.empty(), configuration.version());
    }

    Configurations trying(LinkConfiguration next) {
        return new Configurations(inForce, Optional.of(next), next.version());
    }

    Configurations committed() {
        return new Configurations(candidate, Optional.empty(), highestVersion);
    }

    Configurations rolledBack() {
        return new Configurations(inForce, Optional.empty(), highestVersion);
    }

    /** Version of the one in force; 0 if there is none. */
    public long version() {
        return inForce.map(LinkConfiguration::version).orElse(0L);
    }
}
