package uk.route2b.prove.fuzz;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.SeededRandom;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerdict;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseWriter;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.Octets;

/**
 * A document of the DCC with its XML signature. The key is the same in each process, so that saved documents stay
 * signed; it has signed three of them, and whatever counts has to be one of these, to the octet.
 */
final class SignedXmlTarget implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");

    private final IssuedIdentity dcc = TestHierarchy.create(InstantSource.fixed(NOW), SeededRandom.of("signed-xml"))
            .organisation(RemotePartyRole.DSP_XML_SIGNING, DCC, KeyUse.DIGITAL_SIGNATURE);
    private final XmlVerifier verifier = new XmlVerifier(List.of(dcc.certificate()));
    private final Set<Octets> signed = documents().stream()
            .map(document -> verified(document).orElseThrow())
            .collect(Collectors.toUnmodifiableSet());

    /** The three, signed now. */
    List<Octets> documents() {
        XmlSigner signer = new XmlSigner(dcc.key(), dcc.certificate());
        Octets payload = MeterTarget.COMMAND.preCommand();
        RequestId request = new RequestId(
                MeterTarget.COMMAND.supplier(), MeterTarget.COMMAND.meter(), MeterTarget.COMMAND.counter());
        return List.<DuisResponse.Body>of(
                        new DuisResponse.Nothing(ServiceReference.LABELS),
                        new DuisResponse.PreCommand(ServiceReference.LABELS, "4.1", payload),
                        new DuisResponse.DeviceAlert(Octets.ofHex("8F88"), payload))
                .stream()
                .map(body -> DuisResponse.to(request, ResponseCode.SUCCESS, NOW, body))
                .map(DuisResponseWriter.DEFAULT::write)
                .map(signer::sign)
                .toList();
    }

    @Override
    public String name() {
        return "signed-xml";
    }

    @Override
    public void read(Octets input) {
        verified(input)
                .ifPresent(octets -> Finding.unless(signed.contains(octets), "a document counts that nobody signed"));
    }

    private Optional<Octets> verified(Octets document) {
        return verifier.verify(document, NOW) instanceof XmlVerdict.Verified found
                ? Optional.of(found.signedOctets())
                : Optional.empty();
    }
}
