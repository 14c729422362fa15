package uk.route2b.conformance.cryptography.chains;

import java.util.List;
import java.util.Map;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Good certificates of CEMs that the gateway's register has, and does not let in. Its register has to have them so, and
 * only its operator can do that.
 */
public record KeptOut(TestHierarchy ours) {
    private static final EntityIdentifier ENROLLED = EntityIdentifier.parse("00-DB-12-34-56-78-90-E1");
    private static final EntityIdentifier SUSPENDED = EntityIdentifier.parse("00-DB-12-34-56-78-90-E2");
    private static final EntityIdentifier REVOKED = EntityIdentifier.parse("00-DB-12-34-56-78-90-E3");

    /** What the register has to say of whom. */
    public static final Map<EntityIdentifier, String> REGISTER =
            Map.of(ENROLLED, "enrolled", SUSPENDED, "suspended", REVOKED, "revoked");

    public List<BadChain> all() {
        return List.of(
                new BadChain("a CEM that is not active yet", notYetActive(), "not-active", "enrolled"),
                new BadChain("a CEM that is suspended", suspended(), "not-active", "suspended"),
                new BadChain("a CEM that is revoked", revoked(), "not-active", "struck-off"));
    }

    /** leaf <- device authority. Known, and nobody has let it in. */
    Shown notYetActive() {
        return device(ENROLLED);
    }

    /** leaf <- device authority. Kept out until further notice. */
    Shown suspended() {
        return device(SUSPENDED);
    }

    /** leaf <- device authority. Kept out for good, and no list names its certificate. */
    Shown revoked() {
        return device(REVOKED);
    }

    private Shown device(EntityIdentifier entity) {
        return Recipe.device(ours.deviceCa(), entity).shown(ours.deviceCa().certificate());
    }
}
