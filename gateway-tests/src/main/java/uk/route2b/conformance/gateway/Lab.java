package uk.route2b.conformance.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.route2b.conformance.catalogue.Need;
import uk.route2b.conformance.wire.Reach;
import uk.route2b.pki.issue.TestHierarchy;

/**
 * What the cases have at hand.
 *
 * @param own the CEM that the tester plays
 * @param other a second CEM that is enrolled at the same gateway
 * @param authority keys of the authorities that the gateway trusts, so that bad certificates can be made
 * @param nanos monotonic
 */
public record Lab(
        Reach reach,
        Party own,
        Optional<Party> other,
        Dsrsp dsrsp,
        Counters counters,
        Optional<TestHierarchy> authority,
        Settings settings,
        InstantSource clock,
        LongSupplier nanos) {
    static final Need<Lab> AUTHORITY = new Need<>(
            "needs the keys of the authorities: --authority DIR",
            lab -> lab.authority().isPresent());
    static final Need<Lab> OTHER = new Need<>(
            "needs a second enrolled CEM: other.pem and other.key in the identity folder",
            lab -> lab.other().isPresent());
    static final Need<Lab> PAYLOADS = new Need<>(
            "needs a VTN behind the gateway that answers: --vtn",
            lab -> lab.settings().vtn());

    /**
     * What the operator says.
     *
     * @param deadline within which a slow peer must be closed, whatever it is slow in
     * @param delay by how much a good peer may be served later while others misbehave
     * @param crowd stuck peers at once
     * @param configuration version of the link configuration that the CEM claims to have
     * @param vtn whether a VTN stands behind the gateway and answers
     */
    public record Settings(Duration deadline, Duration delay, int crowd, long configuration, boolean vtn) {}

    Pen pen() {
        return new Pen(own, dsrsp);
    }
}
