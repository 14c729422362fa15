package uk.route2b.simulator.dcc;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.metersystem.AlertText;
import uk.route2b.simulator.metersystem.Labels;
import uk.route2b.simulator.metersystem.MeterSystem;
import uk.route2b.simulator.metersystem.WriteOutcome;
import uk.route2b.simulator.schedule.Schedule;

/** The DCC without its HTTP interface. Safe for use by several threads. */
public final class Dcc {
    private static final Octets NO_SIGNATURE = Octets.of((byte) 0);

    private final DccParties parties;
    private final MeterSystem system;
    private final Schedule schedule;
    private final DccCounts counts;
    private final Fates fates;
    private final Gate gate;
    private final Pen pen;
    private final Devices devices;

    /**
     * A DCC with the meters of {@code parties}.
     *
     * @param schedule when services answer and meters are reached
     * @param receiver where responses and alerts go
     */
    public Dcc(DccParties parties, DccOptions options, Schedule schedule, Receiver receiver, InstantSource clock) {
        this.parties = parties;
        this.schedule = schedule;
        this.system = new MeterSystem(options.faults(), options.seed(), schedule, options.events());
        this.counts = new DccCounts(schedule, options.events());
        this.fates = new Fates(options.dccFaults(), options.seed());
        this.gate = new Gate(parties, clock);
        this.pen = new Pen(parties.dcc(), clock);
        this.devices = new Devices(parties, pen, schedule, receiver, clock, counts);
    }

    /** The meters behind it. */
    public MeterSystem system() {
        return system;
    }

    /** All counts by their names in JSON, those of the meters too. */
    public Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>(system.counts());
        all.putAll(counts.all());
        return all;
    }

    /** Whether there is such a meter. */
    public boolean has(EntityIdentifier meter) {
        return parties.device(meter).isPresent();
    }

    /**
     * The service Transform: a signed answer to a signed request.
     *
     * @throws IllegalArgumentException if no user has signed it or it cannot be read
     */
    public CompletionStage<Octets> transform(Octets document) {
        Gate.Admitted admitted = admitted(document);
        DccFate fate = fates.transform(admitted.request().id().target());
        return later(
                fate,
                admitted,
                refusal(admitted, fate, DccFault.TRANSFORM_ERROR)
                        .orElseGet(() -> transformed(admitted.request(), fate)));
    }

    private Octets transformed(DuisRequest asked, DccFate fate) {
        if (!(asked instanceof DuisRequest.SetLabels request)) {
            return error(asked.id(), ErrorCodes.SERVICE);
        }
        boolean wrong = counts.happens(fate, DccFault.WRONG_PRE_COMMAND, asked.id());
        Octets preCommand = (wrong ? another(request.command()) : request.command()).preCommand();
        counts.count(DccCounts.Count.TRANSFORMED, asked.id().toString());
        // The DCC of today ends a pre-command with the length of the signature that is not there yet.
        return pen.preCommand(asked.id(), Octets.concat(preCommand, NO_SIGNATURE));
    }

    private static LabelCommand another(LabelCommand command) {
        List<Label> labels = new ArrayList<>(command.labels());
        Label first = labels.get(0);
        char changed = first.text().charAt(0) == '!' ? '"' : '!';
        labels.set(0, new Label(first.index(), changed + first.text().substring(1)));
        return new LabelCommand(command.supplier(), command.meter(), command.counter(), labels);
    }

    /**
     * The service Send: acknowledges a signed pre-command, and lets the meter answer later.
     *
     * @throws IllegalArgumentException if no user has signed it or it cannot be read
     */
    public CompletionStage<Octets> send(Octets document) {
        Gate.Admitted admitted = admitted(document);
        DccFate fate = fates.send(admitted.request().id().target());
        return later(
                fate, admitted, refusal(admitted, fate, DccFault.SEND_ERROR).orElseGet(() -> sent(admitted, fate)));
    }

    private Octets sent(Gate.Admitted admitted, DccFate fate) {
        RequestId id = admitted.request().id();
        if (!(admitted.request() instanceof DuisRequest.SignedPreCommand request)) {
            return error(id, ErrorCodes.SERVICE);
        }
        Optional<LabelCommand> command = command(admitted.signer(), request);
        if (command.isEmpty()) {
            return error(id, ErrorCodes.PRE_COMMAND);
        }
        CompletableFuture<WriteOutcome> outcome = write(command.get()).toCompletableFuture();
        if (outcome.getNow(WriteOutcome.Failed.NO_RESPONSE) instanceof WriteOutcome.Failed failed
                && failed != WriteOutcome.Failed.NO_RESPONSE) {
            return error(id, ErrorCodes.BUSY);
        }
        counts.count(DccCounts.Count.SENT, id.toString());
        counts.add(
                DccCounts.Count.CHARACTERS_DOWN,
                command.get().labels().stream()
                        .mapToInt(label -> label.text().length())
                        .sum());
        CompletableFuture<Void> response = outcome.thenAccept(ended -> respond(command.get(), ended, fate));
        if (response.isCompletedExceptionally()) {
            throw new IllegalStateException("a bug while a meter answered " + id);
        }
        return pen.code(id, ResponseCode.ACKNOWLEDGED);
    }

    /** What a signed pre-command says, if its Supplier has signed it and it is that of its request. */
    private static Optional<LabelCommand> command(User supplier, DuisRequest.SignedPreCommand request) {
        try {
            SignedMessage message = SignedMessageReader.DEFAULT.read(request.payload());
            LabelCommand command = LabelCommand.read(message);
            boolean same = request.id().equals(new DuisRequest.SetLabels(command).id());
            boolean signed = supplier.commands().stream()
                    .anyMatch(key -> Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), key));
            return same && signed ? Optional.of(command) : Optional.empty();
        } catch (MalformedException another) {
            return Optional.empty();
        }
    }

    private CompletionStage<WriteOutcome> write(LabelCommand command) {
        String[] lines = Labels.BLANK.lines().toArray(String[]::new);
        boolean[] named = new boolean[Labels.COUNT];
        for (Label label : command.labels()) {
            lines[label.index() - 1] = label.text();
            named[label.index() - 1] = true;
        }
        return system.write(command.meter(), new Labels(Arrays.asList(lines)), index -> named[index]);
    }

    private void respond(LabelCommand command, WriteOutcome outcome, DccFate fate) {
        if (outcome instanceof WriteOutcome.Responded responded) {
            devices.respond(command, responded, fate);
        }
    }

    /** The home side of {@code meter} raises an alert. */
    public MeterSystem.Taken raise(EntityIdentifier meter, AlertText text) {
        return system.raise(meter, devices.alert(meter, text, fates.send(meter)));
    }

    private Gate.Admitted admitted(Octets document) {
        try {
            return gate.admit(document);
        } catch (IllegalArgumentException refused) {
            counts.count(DccCounts.Count.REQUESTS_REFUSED, String.valueOf(refused.getMessage()));
            throw refused;
        }
    }

    private Optional<Octets> refusal(Gate.Admitted admitted, DccFate fate, DccFault fault) {
        RequestId id = admitted.request().id();
        if (!admitted.isOwn()) {
            return Optional.of(error(id, ErrorCodes.AUTHORISATION));
        }
        if (!has(id.target())) {
            return Optional.of(error(id, ErrorCodes.DEVICE));
        }
        return counts.happens(fate, fault, id) ? Optional.of(pen.code(id, ErrorCodes.FAULT)) : Optional.empty();
    }

    private Octets error(RequestId id, ResponseCode code) {
        counts.count(DccCounts.Count.ERRORS, id + " " + code);
        return pen.code(id, code);
    }

    private CompletionStage<Octets> later(DccFate fate, Gate.Admitted admitted, Octets answer) {
        boolean changed = counts.happens(
                fate, DccFault.WRONG_XML_SIGNATURE, admitted.request().id());
        CompletableFuture<Octets> answered = new CompletableFuture<>();
        schedule.after(fate.delayMillis(), () -> answered.complete(changed ? Pen.changed(answer) : answer));
        return answered;
    }
}
