package uk.route2b.conformance.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.cryptography.chains.BadChain;
import uk.route2b.conformance.cryptography.chains.BadDates;
import uk.route2b.conformance.cryptography.chains.BadIssuers;
import uk.route2b.conformance.cryptography.chains.BadLeaves;
import uk.route2b.conformance.cryptography.chains.OddChains;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.TestHierarchy;

/** The corpus of chains, made with the authorities' own keys: what is refused, and what only looks odd. */
final class ChainCases {
    private static final String CLAUSE = "6 identity on TLS: chain, device profile, enrolled and active";

    private ChainCases() {}

    /** Without the authorities the names of the cases are still known: they are made with others and left out. */
    static List<Case<Lab>> all(Lab lab) {
        TestHierarchy by =
                lab.authority().orElseGet(() -> TestHierarchy.create(lab.clock().instant()));
        List<Case<Lab>> cases = new ArrayList<>();
        bad(lab, by).forEach(chain -> cases.add(refused(chain)));
        odd(lab, by).forEach((name, shown) -> cases.add(accepted(name, shown)));
        return cases;
    }

    private static List<BadChain> bad(Lab lab, TestHierarchy by) {
        List<BadChain> chains = new ArrayList<>();
        chains.addAll(new BadDates(by, lab.own().entity(), lab.clock().instant()).all());
        chains.addAll(new BadIssuers(by, lab.own().entity(), lab.clock().instant()).all());
        chains.addAll(new BadLeaves(by, lab.own().entity()).all());
        return chains;
    }

    private static Map<String, Shown> odd(Lab lab, TestHierarchy by) {
        return new OddChains(by, lab.own().entity(), lab.clock().instant()).all();
    }

    private static Case<Lab> refused(BadChain chain) {
        String id = "chains." + words(chain.name());
        return Case.<Lab>of(
                        id, CLAUSE, chain.name(), Expectation.noLink(), lab -> HandshakeCases.ask(lab, chain.shown()))
                .needing(Lab.AUTHORITY);
    }

    private static Case<Lab> accepted(String name, Shown shown) {
        return Case.<Lab>of(
                        "chains.good-" + words(name),
                        CLAUSE,
                        name,
                        Expectation.upgrade(),
                        lab -> HandshakeCases.ask(lab, shown))
                .needing(Lab.AUTHORITY);
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
