package uk.route2b.simulator.dcc;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.meter.AccessResult;
import uk.route2b.protocol.meter.DlmsDateTime;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.meter.OperationalUpdate;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.metersystem.AlertText;
import uk.route2b.simulator.metersystem.WriteOutcome;
import uk.route2b.simulator.schedule.Schedule;

/** What meters say, signed by them, and posted by the DCC in documents that it has signed. */
final class Devices {
    private static final int HEXADECIMAL = 16;

    private final Map<EntityIdentifier, PostLine> lines = new ConcurrentHashMap<>();
    private final DccParties parties;
    private final Pen pen;
    private final Schedule schedule;
    private final Receiver receiver;
    private final InstantSource clock;
    private final DccCounts counts;
    private final DeviceCounter counters;

    Devices(DccParties parties, Pen pen, Schedule schedule, Receiver receiver, InstantSource clock, DccCounts counts) {
        this.parties = parties;
        this.pen = pen;
        this.schedule = schedule;
        this.receiver = receiver;
        this.clock = clock;
        this.counts = counts;
        this.counters = new DeviceCounter(clock);
    }

    /** Answers a command that has reached its meter. */
    void respond(LabelCommand command, WriteOutcome.Responded outcome, DccFate fate) {
        RequestId id = new DuisRequest.SetLabels(command).id();
        LabelCommand answered = counts.happens(fate, DccFault.OTHER_DEVICE, id) ? ofNeighbour(command) : command;
        Octets payload = LabelResponse.message(answered, results(command, outcome))
                .sign(signer(command.meter()))
                .octets();
        Octets document = pen.response(id, perhapsForged(payload, fate, id));
        int times = counts.happens(fate, DccFault.RESPONSE_REPEAT, id) ? 2 : 1;
        for (int time = 0; time < times; time++) {
            post(command.meter(), document, DccCounts.Count.RESPONSES_POSTED, fate, id);
        }
    }

    private static LabelCommand ofNeighbour(LabelCommand command) {
        EntityIdentifier neighbour = new EntityIdentifier(command.meter().bits() ^ 1);
        return new LabelCommand(command.supplier(), neighbour, command.counter(), command.labels());
    }

    private static List<AccessResult> results(LabelCommand command, WriteOutcome.Responded outcome) {
        List<AccessResult> results = new ArrayList<>();
        for (Label label : command.labels()) {
            String result = outcome.results().get(label.index() - 1);
            results.add(new AccessResult(Integer.parseInt(result, HEXADECIMAL)));
        }
        return results;
    }

    /** The alert that {@code meter} raises: signed now, once; running what comes back is its arrival. */
    Runnable alert(EntityIdentifier meter, AlertText text, DccFate fate) {
        EntityIdentifier supplier = parties.users().get(0).entity();
        OperationalUpdate update = new OperationalUpdate(
                meter,
                supplier,
                parties.loadController(),
                counters.next(meter),
                DlmsDateTime.of(clock.instant()),
                text.value());
        counts.add(DccCounts.Count.CHARACTERS_UP, text.value().length());
        RequestId id = new RequestId(meter, supplier, update.counter());
        Octets payload = update.sign(signer(meter)).octets();
        Octets document = pen.alert(id, perhapsForged(payload, fate, id));
        return () -> post(meter, document, DccCounts.Count.ALERTS_POSTED, fate, id);
    }

    /** The last octet is one of s. */
    private Octets perhapsForged(Octets message, DccFate fate, RequestId id) {
        byte[] octets = message.toArray();
        if (counts.happens(fate, DccFault.WRONG_SIGNATURE, id)) {
            octets[octets.length - 1] ^= 1;
        }
        return Octets.of(octets);
    }

    private void post(EntityIdentifier meter, Octets document, DccCounts.Count count, DccFate fate, RequestId id) {
        boolean changed = counts.happens(fate, DccFault.WRONG_XML_SIGNATURE, id);
        lines.computeIfAbsent(meter, ignored -> new PostLine(receiver, schedule, counts))
                .post(changed ? Pen.changed(document) : document, count, id.toString());
    }

    private MessageSigner signer(EntityIdentifier meter) {
        return parties.device(meter).orElseThrow(() -> new IllegalStateException("whoever asks has looked"));
    }
}
