package uk.route2b.simulator.dcc;

import java.time.InstantSource;
import java.util.Optional;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseWriter;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.meter.OperationalUpdate;
import uk.route2b.protocol.octets.Octets;

/** Writes and signs what the DCC says. */
final class Pen {
    /** The edition of GBCS that DUIS 5.4 is aligned with. */
    private static final String GBCS_VERSION = "4.3";

    private final XmlSigner signer;
    private final InstantSource clock;

    Pen(XmlSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    Octets code(RequestId id, ResponseCode code) {
        return write(id, code, new DuisResponse.Nothing(ServiceReference.LABELS));
    }

    Octets preCommand(RequestId id, Octets payload) {
        return write(
                id, ResponseCode.SUCCESS, new DuisResponse.PreCommand(ServiceReference.LABELS, GBCS_VERSION, payload));
    }

    Octets response(RequestId id, Octets payload) {
        return write(id, ResponseCode.SUCCESS, new DuisResponse.Payload(ServiceReference.LABELS, payload));
    }

    Octets alert(RequestId id, Octets payload) {
        return sign(new DuisResponse(
                Optional.empty(),
                Optional.of(id),
                ResponseCode.SUCCESS,
                clock.instant(),
                new DuisResponse.DeviceAlert(OperationalUpdate.ALERT_CODE, payload)));
    }

    private Octets write(RequestId id, ResponseCode code, DuisResponse.Body body) {
        return sign(DuisResponse.to(id, code, clock.instant(), body));
    }

    private Octets sign(DuisResponse response) {
        return signer.sign(DuisResponseWriter.DEFAULT.write(response));
    }

    /** What a document looks like that somebody changed on its way. */
    static Octets changed(Octets document) {
        return Octets.ofText(document.text().replace("</sr:ResponseCode>", " </sr:ResponseCode>"));
    }
}
