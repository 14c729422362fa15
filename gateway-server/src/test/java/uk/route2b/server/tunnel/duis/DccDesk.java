package uk.route2b.server.tunnel.duis;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseWriter;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.AccessResult;
import uk.route2b.protocol.meter.DlmsDateTime;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.meter.OperationalUpdate;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/** Who is who in these tests, and the documents that a DCC and its meters would write. */
final class DccDesk {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");
    static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    static final EntityIdentifier OTHER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");
    static final Labels LABELS = Labels.of("wQAAsome+fragment/");
    static final long FIRST = 1_764_072_000_000L;
    static final List<AccessResult> FIVE = Collections.nCopies(5, AccessResult.SUCCESS);

    private static final TestHierarchy HIERARCHY = TestHierarchy.create(NOW);
    static final IssuedIdentity SUPPLIER_KEY = organisation(RemotePartyRole.SUPPLIER, SUPPLIER);
    static final IssuedIdentity SUPPLIER_XML = organisation(RemotePartyRole.XML_SIGNING, SUPPLIER);
    static final IssuedIdentity DCC_XML = organisation(RemotePartyRole.XML_SIGNING, DCC);
    static final IssuedIdentity METER_KEY = HIERARCHY.device(METER, KeyUse.DIGITAL_SIGNATURE);
    static final IssuedIdentity OTHER_KEY = HIERARCHY.device(OTHER, KeyUse.DIGITAL_SIGNATURE);
    static final XmlVerifier DCC_VERIFIER = new XmlVerifier(List.of(DCC_XML.certificate()));

    private DccDesk() {}

    private static IssuedIdentity organisation(RemotePartyRole role, EntityIdentifier entity) {
        return HIERARCHY.organisation(role, entity, KeyUse.DIGITAL_SIGNATURE);
    }

    static Supplier supplier() {
        return new Supplier(
                SUPPLIER,
                Ecdsa.signer(SUPPLIER_KEY.key()),
                new XmlSigner(SUPPLIER_XML.key(), SUPPLIER_XML.certificate()));
    }

    static List<PublicKey> meterKeys(EntityIdentifier meter) {
        return meter.equals(METER) ? List.of(METER_KEY.certificate().getPublicKey()) : List.of();
    }

    static LabelCommand command() {
        return LabelCommand.of(SUPPLIER, METER, FIRST, LABELS);
    }

    static RequestId id() {
        return new RequestId(SUPPLIER, METER, FIRST);
    }

    static Octets signed(DuisResponse response) {
        return new XmlSigner(DCC_XML.key(), DCC_XML.certificate()).sign(DuisResponseWriter.DEFAULT.write(response));
    }

    static Octets preCommand(Octets payload) {
        return signed(DuisResponse.to(
                id(), ResponseCode.SUCCESS, NOW, new DuisResponse.PreCommand(ServiceReference.LABELS, "4.3", payload)));
    }

    static Octets code(String code) {
        return signed(
                DuisResponse.to(id(), new ResponseCode(code), NOW, new DuisResponse.Nothing(ServiceReference.LABELS)));
    }

    static Octets payload(RequestId id, Octets payload) {
        return signed(DuisResponse.to(
                id, ResponseCode.SUCCESS, NOW, new DuisResponse.Payload(ServiceReference.LABELS, payload)));
    }

    static Octets response(LabelCommand command, List<AccessResult> results, IssuedIdentity signer) {
        return LabelResponse.message(command, results)
                .sign(Ecdsa.signer(signer.key()))
                .octets();
    }

    /** What a meter that has written everything answers. */
    static Octets written() {
        return payload(id(), response(command(), FIVE, METER_KEY));
    }

    static Octets alert(EntityIdentifier device, EntityIdentifier target, IssuedIdentity signer, String text) {
        OperationalUpdate update =
                new OperationalUpdate(device, target, Optional.of(DSRSP), text.length(), DlmsDateTime.of(NOW), text);
        return alert("8F88", update.sign(Ecdsa.signer(signer.key())).octets());
    }

    static Octets alert(String code, Octets payload) {
        return signed(new DuisResponse(
                Optional.empty(),
                Optional.empty(),
                ResponseCode.SUCCESS,
                NOW,
                new DuisResponse.DeviceAlert(Octets.ofHex(code), payload)));
    }
}
