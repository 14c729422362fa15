package uk.route2b.conformance.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Expectation;
import uk.route2b.conformance.cryptography.chains.BadChain;
import uk.route2b.conformance.cryptography.chains.BadDates;
import uk.route2b.conformance.cryptography.chains.BadIssuers;
import uk.route2b.conformance.cryptography.chains.BadLeaves;
import uk.route2b.conformance.cryptography.chains.OddChains;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;

/** The corpus of chains, made with the authorities' own keys: what is refused, and what only looks odd. */
final class ChainCases {
    private static final String CLAUSE = "6 identity on TLS: chain, device profile, enrolled and active";

    private ChainCases() {}

    static List<Case<Lab>> all(TestHierarchy by, EntityIdentifier tester, Instant now) {
        List<Case<Lab>> cases = new ArrayList<>();
        bad(by, tester, now).forEach(chain -> cases.add(refused(chain)));
        new OddChains(by, tester, now).all().forEach((name, shown) -> cases.add(accepted(name, shown)));
        return cases;
    }

    private static List<BadChain> bad(TestHierarchy by, EntityIdentifier tester, Instant now) {
        List<BadChain> chains = new ArrayList<>();
        chains.addAll(new BadDates(by, tester, now).all());
        chains.addAll(new BadIssuers(by, tester, now).all());
        chains.addAll(new BadLeaves(by, tester).all());
        return chains;
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
