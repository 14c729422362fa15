package uk.route2b.server.tunnel.duis;

import java.time.InstantSource;
import uk.route2b.pki.xml.XmlRefusal;
import uk.route2b.pki.xml.XmlVerdict;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads what the DCC has signed, and only that.
 *
 * @param verifier knows the DCC's certificates for signing XML
 * @param clock for their validity
 */
public record SignedDocuments(XmlVerifier verifier, InstantSource clock) {
    sealed interface Opened {}

    record Response(DuisResponse response) implements Opened {}

    record NotSigned(XmlRefusal reason) implements Opened {}

    record NotDuis(String reason) implements Opened {}

    Opened open(Octets xml) {
        XmlVerdict verdict = verifier.verify(xml, clock.instant());
        if (verdict instanceof XmlVerdict.Refused refused) {
            return new NotSigned(refused.reason());
        }
        try {
            Octets signed = ((XmlVerdict.Verified) verdict).signedOctets();
            return new Response(DuisResponseReader.DEFAULT.read(signed));
        } catch (MalformedException unreadable) {
            return new NotDuis(unreadable.getMessage());
        }
    }
}
