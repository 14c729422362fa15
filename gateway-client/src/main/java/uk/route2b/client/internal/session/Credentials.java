package uk.route2b.client.internal.session;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * What came by 7F03 and is kept durably. Immutable.
 *
 * @param signers message certificates of the DSRSP beside those of the commissioning record, or in their place
 * @param recovered whether the recovery key has spoken: those of the commissioning record count no more
 * @param enrolment the CEM's own TLS keys
 */
public record Credentials(List<X509Certificate> signers, boolean recovered, Enrolment enrolment) {
    /** None yet. */
    public static final Credentials NONE = new Credentials(List.of(), false, Enrolment.NONE);

    public Credentials {
        signers = List.copyOf(signers);
    }

    /** A further certificate; one of the same key gives way to it. */
    Credentials with(X509Certificate certificate) {
        KeyIdentifier key = KeyIdentifier.of(certificate.getPublicKey());
        List<X509Certificate> next = new ArrayList<>(signers);
        next.removeIf(held -> KeyIdentifier.of(held.getPublicKey()).equals(key));
        next.add(certificate);
        return new Credentials(next, recovered, enrolment);
    }

    /** One certificate in the place of all others. */
    Credentials recoveredBy(X509Certificate certificate) {
        return new Credentials(List.of(certificate), true, enrolment);
    }

    Credentials with(Enrolment next) {
        return new Credentials(signers, recovered, next);
    }
}
