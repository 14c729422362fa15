package uk.route2b.conformance.cryptography.chains;

import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.Revocation;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.RevocationReason;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Chains in which nothing is wrong but what a revocation list says of them, or cannot say (RFC 5280 section 6.3). The
 * gateway has to have the list, so only its operator can try them.
 */
public record StruckOff(TestHierarchy ours, EntityIdentifier cem, Instant now) {
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * One of them.
     *
     * @param list what the gateway has to have
     */
    public record Listed(BadChain chain, X509CRL list) {}

    public List<Listed> all() {
        return List.of(
                certificateListed(),
                certificateListedForNoReason(),
                authorityListed(),
                listRanOut(),
                listOfTomorrow(),
                listByAnotherKey());
    }

    private static Listed listed(String name, Shown shown, String reason, String detail, X509CRL list) {
        return new Listed(new BadChain(name, shown, reason, detail), list);
    }

    private RevocationList naming(X509Certificate certificate, RevocationReason reason) {
        return RevocationList.FIRST.with(new Revocation(certificate.getSerialNumber(), now, reason));
    }

    private Validity inTime() {
        return Validity.of(now, DAY);
    }

    /** leaf, in the list of the device authority <- device authority. */
    Listed certificateListed() {
        return device("revoked, key compromised", RevocationReason.KEY_COMPROMISE);
    }

    /** The same without a reason in the list: it is revoked all the same. */
    Listed certificateListedForNoReason() {
        return device("revoked for no reason", RevocationReason.UNSPECIFIED);
    }

    private Listed device(String name, RevocationReason reason) {
        Authority devices = ours.deviceCa();
        Shown shown = Recipe.device(devices, cem).shown(devices.certificate());
        X509CRL list = devices.revocationList(naming(shown.chain().get(0), reason), inTime());
        return listed(name, shown, "revoked", "own-serial", list);
    }

    /** leaf <- authority, in the list of the root <- root. Its own list would say nothing against the leaf. */
    Listed authorityListed() {
        Authority authority = authority("STRUCK OFF");
        X509CRL list =
                ours.root().revocationList(naming(authority.certificate(), RevocationReason.CA_COMPROMISE), inTime());
        return listed("authority revoked", below(authority), "revoked", "issuer-serial", list);
    }

    /** leaf <- authority, whose only list held until yesterday <- root. What it revoked since is not known. */
    Listed listRanOut() {
        Validity past = new Validity(now.minus(DAY.multipliedBy(2)), now.minus(DAY));
        return unknown("revocation list that ran out", "LIST RAN OUT", past);
    }

    /** leaf <- authority, whose only list begins tomorrow <- root. */
    Listed listOfTomorrow() {
        Validity next = new Validity(now.plus(DAY), now.plus(DAY.multipliedBy(2)));
        return unknown("revocation list of tomorrow", "LIST OF TOMORROW", next);
    }

    private Listed unknown(String name, String authorityName, Validity validity) {
        Authority authority = authority(authorityName);
        X509CRL list = authority.revocationList(RevocationList.FIRST, validity);
        return listed(name, below(authority), "revocation-unknown", "list-dates", list);
    }

    /** leaf <- authority, whose name somebody else has put on an empty list <- root. */
    Listed listByAnotherKey() {
        Authority authority = authority("LIST FORGED");
        X509CRL list = authority("LIST FORGED").revocationList(RevocationList.FIRST, inTime());
        return listed("revocation list by another key", below(authority), "revocation-unknown", "list-signature", list);
    }

    private Authority authority(String name) {
        Recipe recipe = Recipe.authority(ours.root().certificate(), ours.root().key(), name, 0);
        return new Authority(recipe.bake(), recipe.key(), InstantSource.fixed(now), new SecureRandom());
    }

    private Shown below(Authority authority) {
        return Recipe.device(authority, cem).shown(authority.certificate());
    }
}
