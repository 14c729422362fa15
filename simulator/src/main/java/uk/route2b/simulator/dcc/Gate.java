package uk.route2b.simulator.dcc;

import java.time.InstantSource;
import java.util.Optional;
import uk.route2b.pki.xml.XmlVerdict;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** What comes before a service: a user's signature over the XML, and a request in it. */
final class Gate {
    /** A request that somebody has signed. */
    record Admitted(User signer, DuisRequest request) {
        /** Whether the signer speaks for itself. */
        boolean isOwn() {
            return request.id().originator().equals(signer.entity());
        }
    }

    private final DccParties parties;
    private final InstantSource clock;

    Gate(DccParties parties, InstantSource clock) {
        this.parties = parties;
        this.clock = clock;
    }

    /**
     * The request in {@code document}.
     *
     * @throws IllegalArgumentException if no user has signed it or it cannot be read; the answer is then 400
     */
    Admitted admit(Octets document) {
        XmlVerdict verdict = parties.verifier().verify(document, clock.instant());
        if (verdict instanceof XmlVerdict.Refused refused) {
            throw new IllegalArgumentException(
                    "xml-signature " + refused.reason().code());
        }
        XmlVerdict.Verified verified = (XmlVerdict.Verified) verdict;
        Optional<User> signer = parties.user(verified.signer());
        try {
            return new Admitted(
                    signer.orElseThrow(
                            () -> new IllegalStateException("the verifier knows certificates of users only")),
                    DuisRequestReader.DEFAULT.read(verified.signedOctets()));
        } catch (MalformedException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }
}
