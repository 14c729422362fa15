package uk.route2b.simulator.dcc;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerdict;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestWriter;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseReader;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.Correlation;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/** Who takes part in these tests: two Suppliers, a Load Controller, two meters. */
final class Cast {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    static final EntityIdentifier SECOND = EntityIdentifier.parse("90-B3-D5-1F-30-03-00-00");
    static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");
    static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    static final EntityIdentifier OTHER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A4");
    static final EntityIdentifier NOBODY = EntityIdentifier.parse("00-DB-12-34-56-78-90-FF");

    static final TestHierarchy HIERARCHY = TestHierarchy.create(NOW);
    static final IssuedIdentity DCC_XML = organisation(RemotePartyRole.XML_SIGNING, DCC);
    static final IssuedIdentity SUPPLIER_XML = organisation(RemotePartyRole.XML_SIGNING, SUPPLIER);
    static final IssuedIdentity SUPPLIER_KEY = organisation(RemotePartyRole.SUPPLIER, SUPPLIER);
    static final IssuedIdentity SECOND_XML = organisation(RemotePartyRole.XML_SIGNING, SECOND);
    static final IssuedIdentity SECOND_KEY = organisation(RemotePartyRole.SUPPLIER, SECOND);
    static final IssuedIdentity METER_KEY = HIERARCHY.device(METER, KeyUse.DIGITAL_SIGNATURE);
    static final IssuedIdentity OTHER_KEY = HIERARCHY.device(OTHER, KeyUse.DIGITAL_SIGNATURE);

    private static final XmlVerifier DCC_VERIFIER = new XmlVerifier(List.of(DCC_XML.certificate()));

    private Cast() {}

    private static IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity) {
        return HIERARCHY.organisation(role, entity, KeyUse.DIGITAL_SIGNATURE);
    }

    static DccParties parties() {
        return new DccParties(
                signer(DCC_XML),
                List.of(user(SUPPLIER, SUPPLIER_XML, SUPPLIER_KEY), user(SECOND, SECOND_XML, SECOND_KEY)),
                Optional.of(DSRSP),
                Map.of(METER, Ecdsa.signer(METER_KEY.key()), OTHER, Ecdsa.signer(OTHER_KEY.key())));
    }

    private static User user(EntityIdentifier entity, IssuedIdentity xml, IssuedIdentity key) {
        return new User(
                entity, List.of(xml.certificate()), List.of(key.certificate().getPublicKey()));
    }

    static XmlSigner signer(IssuedIdentity identity) {
        return new XmlSigner(identity.key(), identity.certificate());
    }

    static List<PublicKey> meterKeys() {
        return List.of(METER_KEY.certificate().getPublicKey());
    }

    static LabelCommand command(long counter, String text) {
        return LabelCommand.of(SUPPLIER, METER, counter, Labels.of(text));
    }

    /** A request for Transform, signed by the first Supplier. */
    static Octets request(LabelCommand command) {
        return signer(SUPPLIER_XML).sign(DuisRequestWriter.DEFAULT.write(new DuisRequest.SetLabels(command)));
    }

    /** A request for Send, signed twice by the first Supplier. */
    static Octets signed(LabelCommand command) {
        Correlation.Same same = (Correlation.Same) Correlation.compare(command.preCommand(), command);
        return sending(command, same.sign(Ecdsa.signer(SUPPLIER_KEY.key())));
    }

    static Octets sending(LabelCommand command, Octets payload) {
        DuisRequest.SetLabels request = new DuisRequest.SetLabels(command);
        return signer(SUPPLIER_XML)
                .sign(DuisRequestWriter.DEFAULT.write(
                        new DuisRequest.SignedPreCommand(request.id(), ServiceReference.LABELS, payload)));
    }

    /** What a document of the DCC says; none if it has not signed it. */
    static Optional<DuisResponse> read(Octets document) throws MalformedException {
        XmlVerdict verdict = DCC_VERIFIER.verify(document, NOW);
        return verdict instanceof XmlVerdict.Verified verified
                ? Optional.of(DuisResponseReader.DEFAULT.read(verified.signedOctets()))
                : Optional.empty();
    }
}
