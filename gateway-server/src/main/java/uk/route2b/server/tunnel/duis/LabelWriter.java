package uk.route2b.server.tunnel.duis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestWriter;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.meter.Correlation;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.schedule.Timers;

/**
 * Writes the labels of meters through the DCC, for one DSRSP. Safe for use by several threads.
 *
 * <pre>
 * request, XML signed ──▶ Transform ──▶ pre-command: says what the request said?
 *                                        │ yes: the Supplier signs
 *                                        ▼
 *                         signed pre-command, XML signed ──▶ Send ──▶ acknowledged
 *                                                                      │
 *          outcome ◀── response of the meter, through {@link DuisReceiver} ◀┘ or no response in time
 * </pre>
 */
final class LabelWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LabelWriter.class);

    private final Supplier supplier;
    private final SupplierCounter counter;
    private final DccServices dcc;
    private final SignedDocuments documents;
    private final WaitingWrites waiting;
    private final Executor workers;
    private final Timers timers;
    private final Duration responseWait;
    private final DuisRequestWriter writer;

    LabelWriter(DuisSettings settings, DsrspSupplier carrier, DuisSurroundings surroundings, WaitingWrites waiting) {
        this.supplier = carrier.supplier();
        this.counter = carrier.counter();
        this.dcc = surroundings.dcc();
        this.documents = surroundings.documents();
        this.waiting = waiting;
        this.workers = surroundings.workers();
        this.timers = surroundings.timers();
        this.responseWait = settings.responseWait();
        this.writer = new DuisRequestWriter(settings.schemaVersion());
    }

    /**
     * Writes {@code labels} to {@code meter}.
     *
     * @return what became of it; it fails only by a bug of ours
     */
    CompletionStage<DuisOutcome> write(EntityIdentifier meter, Labels labels) {
        return CompletableFuture.supplyAsync(() -> reserved(meter, labels), workers)
                .thenCompose(
                        command -> command.map(this::transform).orElseGet(() -> ended(new DuisOutcome.NoCounter())));
    }

    private Optional<LabelCommand> reserved(EntityIdentifier meter, Labels labels) {
        try {
            return Optional.of(LabelCommand.of(supplier.entity(), meter, counter.next(), labels));
        } catch (RuntimeException failed) {
            LOG.error("no counter of Supplier {} could be reserved", supplier.entity(), failed);
            return Optional.empty();
        }
    }

    private CompletionStage<DuisOutcome> transform(LabelCommand command) {
        DuisRequest.SetLabels request = new DuisRequest.SetLabels(command);
        return dcc.transform(supplier.requests().sign(writer.write(request)))
                .thenComposeAsync(
                        reply -> answered(
                                DuisStep.TRANSFORM, request.id(), reply, response -> transformed(command, response)),
                        workers);
    }

    /** What a service answered, as far as it is signed by the DCC and about this request. */
    private CompletionStage<DuisOutcome> answered(
            DuisStep step,
            RequestId id,
            DccServices.Reply reply,
            Function<DuisResponse, CompletionStage<DuisOutcome>> next) {
        if (reply instanceof DccServices.Unreachable unreachable) {
            return ended(new DuisOutcome.Unreachable(step, unreachable.reason()));
        }
        SignedDocuments.Opened opened = documents.open(((DccServices.Document) reply).xml());
        if (opened instanceof SignedDocuments.NotSigned notSigned) {
            return ended(new DuisOutcome.BadXmlSignature(step, notSigned.reason()));
        }
        if (opened instanceof SignedDocuments.NotDuis notDuis) {
            return ended(new DuisOutcome.Unreadable(step, notDuis.reason()));
        }
        DuisResponse response = ((SignedDocuments.Response) opened).response();
        return response.request().equals(Optional.of(id))
                ? next.apply(response)
                : ended(new DuisOutcome.Unreadable(step, "it answers another request"));
    }

    private CompletionStage<DuisOutcome> transformed(LabelCommand command, DuisResponse response) {
        if (!response.code().equals(ResponseCode.SUCCESS)) {
            return ended(new DuisOutcome.RefusedAtTransform(response.code()));
        }
        if (!(response.body() instanceof DuisResponse.PreCommand preCommand)) {
            return ended(new DuisOutcome.Unreadable(DuisStep.TRANSFORM, "it has no pre-command"));
        }
        Correlation correlation = Correlation.compare(preCommand.payload(), command);
        return correlation instanceof Correlation.Same same
                ? send(command, same.sign(supplier.commands()))
                : ended(new DuisOutcome.PreCommandDiffers(((Correlation.Different) correlation).difference()));
    }

    private CompletionStage<DuisOutcome> send(LabelCommand command, Octets signed) {
        RequestId id = new DuisRequest.SetLabels(command).id();
        Octets document = supplier.requests()
                .sign(writer.write(new DuisRequest.SignedPreCommand(id, ServiceReference.LABELS, signed)));
        // The response can be here before the acknowledgement is.
        CompletableFuture<DuisOutcome> outcome = new CompletableFuture<>();
        waiting.add(id, new WaitingWrites.Write(command, outcome));
        dcc.send(document)
                .thenComposeAsync(reply -> answered(DuisStep.SEND, id, reply, response -> sent(id, response)), workers)
                .whenComplete((ended, bug) -> {
                    if (bug != null) {
                        outcome.completeExceptionally(bug);
                    } else if (!(ended instanceof DuisOutcome.NoResponse)) {
                        waiting.giveUp(id, ended);
                    }
                });
        return outcome;
    }

    /** Acknowledged: from now on it is the meter's turn. */
    private CompletionStage<DuisOutcome> sent(RequestId id, DuisResponse response) {
        if (!response.code().equals(ResponseCode.ACKNOWLEDGED)) {
            return ended(new DuisOutcome.RefusedAtSend(response.code()));
        }
        DuisOutcome none = new DuisOutcome.NoResponse(responseWait);
        timers.after(responseWait, () -> waiting.giveUp(id, none));
        return ended(none);
    }

    private static CompletionStage<DuisOutcome> ended(DuisOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
