package uk.route2b.conformance.gateway;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.conformance.catalogue.Case;

/** All cases against a gateway, in the order in which they are tried: the longer ones last. */
public final class GatewayCatalogue {
    private GatewayCatalogue() {}

    /**
     * Every case.
     *
     * @param lab makes the certificates of the chains
     */
    public static List<Case<Lab>> of(Lab lab) {
        List<Case<Lab>> cases = new ArrayList<>();
        cases.addAll(HandshakeCases.all());
        cases.addAll(ChainCases.all(lab));
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
