package uk.route2b.conformance.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;

/** All cases against a gateway, in the order in which they are tried: the longer ones last. */
public final class GatewayCatalogue {
    private GatewayCatalogue() {}

    /** Every case; {@code lab} makes the certificates of the chains. */
    public static List<Case<Lab>> of(Lab lab) {
        Instant now = lab.clock().instant();
        return of(
                lab.authority().orElseGet(() -> TestHierarchy.create(now)),
                lab.own().entity(),
                now);
    }

    /** Every case as it would be for some tester, to be told and not to be tried. */
    public static List<Case<Lab>> toTell(Instant now) {
        return of(TestHierarchy.create(now), new EntityIdentifier(1), now);
    }

    /** Without the gateway's authorities the names of the chains are still known, and each is left out. */
    private static List<Case<Lab>> of(TestHierarchy authorities, EntityIdentifier tester, Instant now) {
        List<Case<Lab>> cases = new ArrayList<>();
        cases.addAll(HandshakeCases.all());
        cases.addAll(ChainCases.all(authorities, tester, now));
        cases.addAll(UpgradeCases.all());
        cases.addAll(HelloCases.all());
        cases.addAll(FrameCases.all());
        cases.addAll(MessageCases.all());
        cases.addAll(ReplayCases.all());
        cases.addAll(PayloadCases.all());
        cases.addAll(FloodCases.all());
        return List.copyOf(cases);
    }
}
