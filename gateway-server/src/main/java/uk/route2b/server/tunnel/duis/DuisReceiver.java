package uk.route2b.server.tunnel.duis;

import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.DeviceAlert;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.meter.OperationalUpdate;
import uk.route2b.protocol.meter.ResponseRefusal;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.tunnel.SmartMeterChannel.AlertListener;

/**
 * Takes what the DCC posts: responses of meters to the writes that wait for them, and alerts. Safe for use by several
 * threads; verifying takes a few milliseconds.
 */
public final class DuisReceiver {
    private final SignedDocuments documents;
    private final WaitingWrites waiting;
    private final Set<EntityIdentifier> addressees;
    private final MeterKeys keys;
    private final Ecdsa ecdsa;
    private final DuisObserver observer;
    private final AlertMemory alerts = new AlertMemory();
    private volatile AlertListener listener = (meter, text) -> {};

    DuisReceiver(DuisParties parties, DuisSurroundings surroundings, WaitingWrites waiting) {
        this.documents = surroundings.documents();
        this.waiting = waiting;
        this.addressees = parties.addressees();
        this.keys = parties.meters();
        this.ecdsa = surroundings.ecdsa();
        this.observer = surroundings.observer();
    }

    /** Who is told the texts of alerts from now on, in place of whoever was. */
    void listener(AlertListener told) {
        listener = told;
    }

    /** Takes a document; false if it is not one that the DCC has signed, or cannot be read. */
    public boolean take(Octets xml) {
        SignedDocuments.Opened opened = documents.open(xml);
        if (opened instanceof SignedDocuments.NotSigned notSigned) {
            observer.noticed(DuisNotice.of(
                    DuisNotice.Kind.XML_SIGNATURE, notSigned.reason().code()));
            return false;
        }
        if (opened instanceof SignedDocuments.NotDuis notDuis) {
            observer.noticed(DuisNotice.of(DuisNotice.Kind.UNREADABLE, notDuis.reason()));
            return false;
        }
        take(((SignedDocuments.Response) opened).response());
        return true;
    }

    private void take(DuisResponse response) {
        if (response.body() instanceof DuisResponse.DeviceAlert alert) {
            alert(alert);
        } else if (response.request().isPresent()) {
            response(response.request().get(), response);
        } else {
            observer.noticed(DuisNotice.of(DuisNotice.Kind.OTHER_ALERT, "an alert of the DCC itself"));
        }
    }

    private void response(RequestId id, DuisResponse response) {
        Optional<WaitingWrites.Found> found = waiting.take(id);
        if (found.isEmpty()) {
            observer.noticed(
                    DuisNotice.of(DuisNotice.Kind.UNKNOWN_REQUEST, id.target(), "request " + id + " waits no more"));
            return;
        }
        DuisOutcome outcome = outcome(found.get().write().command(), response);
        if (found.get().late()) {
            observer.noticed(DuisNotice.of(
                    DuisNotice.Kind.LATE_RESPONSE, id.target(), outcome.code() + ", after it was given up"));
        } else {
            found.get().write().outcome().complete(outcome);
        }
    }

    private DuisOutcome outcome(LabelCommand command, DuisResponse response) {
        if (!response.code().equals(ResponseCode.SUCCESS)) {
            return new DuisOutcome.Failed(response.code());
        }
        if (!(response.body() instanceof DuisResponse.Payload payload)) {
            return new DuisOutcome.BadResponse(ResponseRefusal.SHAPE);
        }
        LabelResponse judged = LabelResponse.judge(payload.payload(), command, keys.of(command.meter()), ecdsa);
        if (judged instanceof LabelResponse.Written) {
            return new DuisOutcome.Written();
        }
        return judged instanceof LabelResponse.Partial partial
                ? new DuisOutcome.Partial(partial.failed())
                : refused(((LabelResponse.Refused) judged).reason());
    }

    private static DuisOutcome refused(ResponseRefusal reason) {
        return switch (reason) {
            case METER -> new DuisOutcome.OtherDevice();
            case SIGNATURE -> new DuisOutcome.BadSignature();
            case SHAPE, SUPPLIER, COUNTER, RESULTS -> new DuisOutcome.BadResponse(reason);
        };
    }

    private void alert(DuisResponse.DeviceAlert alert) {
        if (!alert.alertCode().equals(OperationalUpdate.ALERT_CODE)) {
            observer.noticed(DuisNotice.of(
                    DuisNotice.Kind.OTHER_ALERT, "alert " + alert.alertCode().hex()));
            return;
        }
        DeviceAlert judged = DeviceAlert.judge(alert.payload(), addressees, keys::of, ecdsa);
        if (judged instanceof DeviceAlert.Refused refused) {
            observer.noticed(DuisNotice.of(
                    DuisNotice.Kind.REFUSED_ALERT, refused.reason().code()));
            return;
        }
        DeviceAlert.Told told = (DeviceAlert.Told) judged;
        EntityIdentifier meter = told.update().device();
        if (alerts.isNew(meter, told.message().digest())) {
            listener.alert(meter, told.update().text());
        } else {
            observer.noticed(DuisNotice.of(
                    DuisNotice.Kind.REPEATED_ALERT,
                    meter,
                    "counter " + told.message().header().counterText()));
        }
    }
}
